import type { PrinterLanguage } from '#shared/features/labels/contract.ts';
import {
  defaultTimings,
  PrinterConnection,
  PrinterConnectionError,
  type ConnectionFailure,
  type PrinterAddress,
  type TransportTimings,
} from './printer-connection.ts';
import { askPrinter, type Answer } from './ask-printer.ts';
import type { PrinterFault } from './printer-status.ts';

/** Where a printer listens and what it speaks. */
export type PrinterTarget = PrinterAddress & { language: PrinterLanguage };

export type PrintableLabel<Id> = { id: Id; data: Uint8Array };

/** SILENT: a printer that answered before does not answer any more, as some do while they have a fault. */
export type PrintReason = PrinterFault | ConnectionFailure | 'SILENT' | 'SLOW';

/**
 * What became of a label.
 * - confirmed: the printer reported that nothing is left to print
 * - sent: it took all bytes; it is one of those that report nothing
 * - refused: asked before, it reported a fault; nothing was sent
 * - failed: nothing was sent, because there was no connection or the work was cancelled
 * - unknown: it was sent at least in part and may or may not be printed
 */
export type LabelOutcome =
  | { state: 'confirmed' }
  | { state: 'sent' }
  | { state: 'refused'; reason: PrintReason }
  | { state: 'failed'; reason: PrintReason }
  | { state: 'unknown'; reason: PrintReason };

export type LabelState = LabelOutcome | { state: 'sending' } | { state: 'waiting'; reason: PrintReason };

export type PrintOptions<Id> = {
  /** Told in order and awaited, so that a queue can write down each step before the next one happens. */
  onState?: (id: Id, state: LabelState) => void | Promise<void>;
  signal?: AbortSignal;
  timings?: Partial<TransportTimings>;
};

/** Labels are printed in order; the first one that is not confirmed or sent stops the run and is named. */
export type PrintResult<Id> =
  | { done: true; printed: number }
  | { done: false; printed: number; stoppedAt: Id; outcome: LabelOutcome };

export type PrinterReport = {
  state: 'ready' | 'fault' | 'silent' | 'unreachable';
  faults: PrintReason[];
};

function faultsOf(answer: Answer): PrinterFault[] {
  return answer.kind === 'silent' ? [] : answer.faults;
}

const failureOf = (error: unknown): ConnectionFailure => {
  if (error instanceof PrinterConnectionError) return error.code;
  throw error;
};

type Step = {
  connection: PrinterConnection;
  language: PrinterLanguage;
  timings: TransportTimings;
  tell: (state: LabelState) => Promise<void>;
};

/** Polls until nothing is left to print. Every fault is told once; only the end of the time makes it an outcome. */
async function confirm({ connection, language, timings, tell }: Step): Promise<LabelOutcome> {
  const until = performance.now() + timings.confirmMs;
  let reason: PrintReason = 'SLOW';
  for (;;) {
    const answer = await askPrinter(connection, language);
    const faults = faultsOf(answer);
    if (answer.kind === 'status' && faults.length === 0 && !answer.busy) return { state: 'confirmed' };
    const now = faults[0] ?? (answer.kind === 'status' ? 'SLOW' : 'SILENT');
    if (now !== reason) await tell({ state: 'waiting', reason: now });
    reason = now;
    if (performance.now() >= until) return { state: 'unknown', reason };
    await connection.pause(timings.pollMs);
  }
}

type Talk = { reports: boolean | null };

/** One label: ask, send, confirm. `talk` remembers whether this printer answers at all. */
async function printOne(step: Step, data: Uint8Array, talk: Talk): Promise<LabelOutcome> {
  let begun = false;
  try {
    if (talk.reports !== false) {
      const answer = await askPrinter(step.connection, step.language);
      const [fault] = faultsOf(answer);
      if (fault !== undefined) return { state: 'refused', reason: fault };
      if (answer.kind === 'silent' && talk.reports === true) return { state: 'refused', reason: 'SILENT' };
      talk.reports = answer.kind !== 'silent';
    }
    step.connection.check();
    await step.tell({ state: 'sending' });
    begun = true;
    await step.connection.send(data);
    return talk.reports ? await confirm(step) : { state: 'sent' };
  } catch (error) {
    return { state: begun ? 'unknown' : 'failed', reason: failureOf(error) };
  }
}

const busy = new Map<string, Promise<unknown>>();

/** Printers take one connection at a time: work for the same address waits for the work before it. */
async function inTurn<Result>(address: PrinterAddress, work: () => Promise<Result>): Promise<Result> {
  const key = `${address.host}:${address.port}`;
  const before = busy.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  busy.set(key, mine);
  try {
    return await mine;
  } finally {
    if (busy.get(key) === mine) busy.delete(key);
  }
}

/**
 * Prints labels one by one over one TCP connection (raw port, usually 9100): its question before each, then the label, then the
 * question until nothing is left in the printer. Stops at the first label whose printing is not certain, so that a queue can go
 * on exactly there. Device and network faults are outcomes; only errors of the caller's own callbacks reject.
 * @param printer one connection a printer: a second call for the same address waits
 * @param labels each with the caller's id; taken only as fast as they print
 */
export function printLabels<Id>(
  printer: PrinterTarget,
  labels: AsyncIterable<PrintableLabel<Id>> | Iterable<PrintableLabel<Id>>,
  options: PrintOptions<Id> = {},
): Promise<PrintResult<Id>> {
  const timings = { ...defaultTimings, ...options.timings };
  return inTurn(printer, async () => {
    const talk: Talk = { reports: printer.language === 'epl' ? false : null };
    let connection: PrinterConnection | null = null;
    let printed = 0;
    try {
      for await (const { id, data } of labels) {
        const tell = async (state: LabelState) => options.onState?.(id, state);
        let outcome: LabelOutcome;
        try {
          connection ??= await PrinterConnection.open(printer, timings, options.signal);
          outcome = await printOne({ connection, language: printer.language, timings, tell }, data, talk);
        } catch (error) {
          outcome = { state: 'failed', reason: failureOf(error) };
        }
        await tell(outcome);
        if (outcome.state !== 'confirmed' && outcome.state !== 'sent')
          return { done: false, printed, stoppedAt: id, outcome };
        printed += 1;
      }
      return { done: true, printed };
    } finally {
      await connection?.close();
    }
  });
}

/** Asks a printer how it is, without printing. `silent` printers may be printed on; their labels end as `sent`. */
export function queryPrinter(
  printer: PrinterTarget,
  options: { signal?: AbortSignal; timings?: Partial<TransportTimings> } = {},
): Promise<PrinterReport> {
  const timings = { ...defaultTimings, ...options.timings };
  return inTurn(printer, async () => {
    let connection: PrinterConnection | null = null;
    try {
      connection = await PrinterConnection.open(printer, timings, options.signal);
      const answer = await askPrinter(connection, printer.language);
      if (answer.kind === 'silent') return { state: 'silent', faults: [] };
      const faults = faultsOf(answer);
      return { state: faults.length === 0 ? 'ready' : 'fault', faults };
    } catch (error) {
      return { state: 'unreachable', faults: [failureOf(error)] };
    } finally {
      await connection?.close();
    }
  });
}
