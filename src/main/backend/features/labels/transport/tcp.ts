import type { PrinterLanguage } from '#shared/features/labels/printer-contract.ts';
import {
  defaultTimings,
  PrinterConnection,
  PrinterConnectionError,
  type ConnectionFailure,
  type PrinterAddress,
  type TransportTimings,
} from './printer-connection.ts';
import { askPrinter, type Answer } from './ask-printer.ts';
import { inTurn } from './in-turn.ts';
import type {
  LabelOutcome,
  LabelState,
  PrintableLabel,
  PrinterReport,
  PrintOptions,
  PrintReason,
  PrintResult,
} from './print-result.ts';
import type { PrinterFault } from './printer-status.ts';

/** Where a printer listens and what it speaks. */
export type PrinterTarget = PrinterAddress & { language: PrinterLanguage };

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

/**
 * Polls until nothing is left to print. Every fault is told once; only the end of the time makes it an outcome. While a
 * printer says that it holds the label and lacks something, somebody is fetching a new roll: that has a time of its own.
 */
async function confirm({ connection, language, timings, tell }: Step): Promise<LabelOutcome> {
  const startedAt = performance.now();
  let runningSince = startedAt;
  let reason: PrintReason = 'SLOW';
  for (;;) {
    const answer = await askPrinter(connection, language);
    const faults = faultsOf(answer);
    if (answer.kind === 'status' && faults.length === 0 && !answer.busy) return { state: 'confirmed' };
    const now = faults[0] ?? (answer.kind === 'status' ? 'SLOW' : 'SILENT');
    if (now !== reason) await tell({ state: 'waiting', reason: now });
    reason = now;
    const at = performance.now();
    const holds = answer.kind === 'status' && answer.busy && faults.length > 0;
    if (holds) runningSince = at;
    const over = holds ? at - startedAt >= timings.repairMs : at - runningSince >= timings.confirmMs;
    if (over) return { state: 'unknown', reason };
    await connection.pause(timings.pollMs);
  }
}

/** How a printer tells what it read from a tag: the field that `renderZpl` asks for by ^HV. */
const tagReadBack = /QMEPC:([0-9A-Fa-f]*)\r\n/;

/**
 * A label with a tag is done when the printer says so and has read back what was to be written. Nothing less: a printer
 * may void a label, skip it and go on as if nothing were.
 */
async function confirmTag(step: Step, epc: string, reports: boolean): Promise<LabelOutcome> {
  const printed: LabelOutcome = reports ? await confirm(step) : { state: 'confirmed' };
  if (printed.state !== 'confirmed') return printed;
  const { idleMs, confirmMs } = step.timings;
  const read = await step.connection.hear(tagReadBack, reports ? idleMs : confirmMs);
  if (read === null || read === '') return { state: 'unknown', reason: 'TAG_NOT_READ' };
  return read.toUpperCase() === epc.toUpperCase() ? printed : { state: 'spoiled', reason: 'TAG_DIFFERENT' };
}

/**
 * What a ZPL printer is told first: the characters that start commands and part their parameters are the usual ones,
 * whatever a job before has changed them to (the preamble of the maker's own drivers).
 */
const zplDefaults = Buffer.from('CT~~CD,~CC^~CT~\n');

async function openFor(
  printer: PrinterTarget,
  timings: TransportTimings,
  signal: AbortSignal | undefined,
): Promise<PrinterConnection> {
  const connection = await PrinterConnection.open(printer, timings, signal);
  if (printer.language === 'zpl') await connection.send(zplDefaults);
  return connection;
}

type Talk = { reports: boolean | null };

/** One label: ask, send, confirm. `talk` remembers whether this printer answers at all. */
async function printOne<Id>(step: Step, { data, epc = null }: PrintableLabel<Id>, talk: Talk): Promise<LabelOutcome> {
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
    if (epc !== null) return await confirmTag(step, epc, talk.reports !== false);
    return talk.reports ? await confirm(step) : { state: 'sent' };
  } catch (error) {
    return { state: begun ? 'unknown' : 'failed', reason: failureOf(error) };
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
  return inTurn(`${printer.host}:${printer.port}`, async () => {
    const talk: Talk = { reports: printer.language === 'epl' ? false : null };
    let connection: PrinterConnection | null = null;
    let printed = 0;
    try {
      for await (const label of labels) {
        const { id } = label;
        const tell = async (state: LabelState) => options.onState?.(id, state);
        let outcome: LabelOutcome;
        try {
          connection ??= await openFor(printer, timings, options.signal);
          outcome = await printOne({ connection, language: printer.language, timings, tell }, label, talk);
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
  return inTurn(`${printer.host}:${printer.port}`, async () => {
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
