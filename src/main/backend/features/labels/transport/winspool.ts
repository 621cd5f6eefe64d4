import { createRequire } from 'node:module';
import type { QueueState } from '#shared/features/labels/printer-contract.ts';
import { SpoolerError } from './spooler.ts';
import type { Spooler } from './spooler.ts';

/** The part of koffi, a bridge to the system's libraries, that is used here. */
export interface ForeignFunctions {
  load(library: string): { func(declaration: string): (...args: unknown[]) => number };
}

/**
 * The bridge is an optional dependency, for which only Windows has a use: loaded when a queue is printed to.
 * @returns null when it is not there
 */
function bridge(): ForeignFunctions | null {
  const name = 'koffi';
  try {
    return createRequire(import.meta.url)(name) as ForeignFunctions;
  } catch {
    return null;
  }
}

/**
 * Raw printing through winspool: OpenPrinterW, StartDocPrinterW with datatype RAW, WritePrinter until all is taken,
 * EndDocPrinter; AbortPrinter where it goes wrong (Win32 print spooler API). Pages are not printed this way. The spooler
 * tells no more than that it took the bytes, and may have begun to print while it takes them.
 */
export function winspool(load: () => ForeignFunctions | null = bridge): Spooler {
  const functions = () => {
    const library = load()?.load('winspool.drv');
    if (library === undefined) throw new SpoolerError('SPOOLER_MODULE_MISSING');
    return {
      open: library.func('int __stdcall OpenPrinterW(str16 name, _Out_ void **printer, void *defaults)'),
      begin: library.func('uint32_t __stdcall StartDocPrinterW(void *printer, uint32_t level, str16 *document)'),
      write: library.func('int __stdcall WritePrinter(void *printer, void *data, uint32_t size, _Out_ uint32_t *done)'),
      end: library.func('int __stdcall EndDocPrinter(void *printer)'),
      abort: library.func('int __stdcall AbortPrinter(void *printer)'),
      close: library.func('int __stdcall ClosePrinter(void *printer)'),
    };
  };
  const opened = <Result>(queue: string, work: (handle: unknown, spooler: ReturnType<typeof functions>) => Result) => {
    const spooler = functions();
    const handle: unknown[] = [null];
    if (spooler.open(queue, handle, null) === 0) throw new SpoolerError('QUEUE_GONE');
    try {
      return work(handle[0], spooler);
    } finally {
      spooler.close(handle[0]);
    }
  };
  return {
    // EnumPrintersW answers in structures of its own; a name is typed in where it is not known.
    list: async () => {
      functions();
      return Promise.resolve([]);
    },
    stateOf: async (queue): Promise<QueueState | null> => {
      try {
        return await Promise.resolve(opened(queue, () => 'ready' as const));
      } catch (error) {
        if (error instanceof SpoolerError && error.code === 'QUEUE_GONE') return null;
        throw error;
      }
    },
    submit: async (queue, data, page) => {
      if (page !== null) throw new SpoolerError('QUEUE_REFUSED');
      const job = opened(queue, (handle, spooler) => {
        // DOC_INFO_1: the document's name, no file, the data type.
        const number = spooler.begin(handle, 1, ['Quartermaster', null, 'RAW']);
        if (number === 0) throw new SpoolerError('QUEUE_REFUSED');
        for (let at = 0; at < data.length;) {
          const done = [0];
          const answer = spooler.write(handle, data.subarray(at), data.length - at, done);
          const taken = done[0] ?? 0;
          at += taken;
          if (answer !== 0 && taken > 0) continue;
          spooler.abort(handle);
          throw at === 0 ? new SpoolerError('QUEUE_REFUSED') : new SpoolerError('QUEUE_DROPPED', { begun: true });
        }
        if (spooler.end(handle) === 0) throw new SpoolerError('QUEUE_DROPPED', { begun: true });
        return number;
      });
      return Promise.resolve(String(job));
    },
    stageOf: async () => Promise.resolve('passedOn' as const),
    cancel: async () => Promise.resolve(),
  };
}
