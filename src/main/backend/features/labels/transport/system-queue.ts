import type { QueueState } from '#shared/features/labels/printer-contract.ts';
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
import { defaultTimings } from './printer-connection.ts';
import type { TransportTimings } from './printer-connection.ts';
import { SpoolerError } from './spooler.ts';
import type { JobStage, PageSize, Spooler } from './spooler.ts';

export interface QueueTarget {
  queue: string;
  spooler: Spooler;
  /** Null passes bytes on as they are. */
  page: PageSize | null;
}

interface Step {
  target: QueueTarget;
  timings: TransportTimings;
  signal: AbortSignal | undefined;
  tell: (state: LabelState) => Promise<void>;
}

const reasonOf = (error: unknown): PrintReason => {
  if (error instanceof SpoolerError) return error.code;
  throw error;
};

/** Waits, at most until somebody cancels. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** What a job that its queue still has waits for. */
function waitsFor(stage: JobStage, state: QueueState | null): PrintReason {
  if (state === null) return 'QUEUE_GONE';
  if (state === 'stopped') return 'QUEUE_STOPPED';
  return stage === 'unreached' ? 'QUEUE_UNREACHED' : 'QUEUE_HOLDS';
}

/** What a job that has left its queue means for the label; null while the queue has it. */
function outcomeOf(stage: JobStage): LabelOutcome | null {
  switch (stage) {
    case 'passedOn':
      return { state: 'sent' };
    // Somebody decided against it at the queue, so it must not come again by itself.
    case 'dropped':
      return { state: 'unknown', reason: 'QUEUE_DROPPED' };
    case 'lost':
      return { state: 'unknown', reason: 'QUEUE_GONE' };
    case 'waiting':
    case 'starting':
    case 'unreached':
    case 'printing':
      return null;
  }
}

/**
 * Waits until the queue has passed the job on. What stays is taken back, so that it can't come out of the printer
 * after somebody had it printed again; whether a part of it was printed by then nobody knows once it had begun.
 */
async function untilPassedOn({ target, timings, signal, tell }: Step, job: string): Promise<LabelOutcome> {
  const { spooler, queue } = target;
  const until = performance.now() + timings.confirmMs;
  let told: PrintReason | null = null;
  let begun = false;
  for (;;) {
    const stage = await spooler.stageOf(queue, job);
    const outcome = outcomeOf(stage);
    if (outcome !== null) return outcome;
    // A queue that was stopped in the middle of a job has it waiting again, and a part of it is out.
    begun ||= stage === 'printing';
    const reason = waitsFor(stage, await spooler.stateOf(queue));
    if (reason !== told && reason !== 'QUEUE_HOLDS') await tell({ state: 'waiting', reason });
    told = reason;
    if (signal?.aborted === true || performance.now() >= until) {
      await spooler.cancel(job);
      const why = signal?.aborted === true ? ('CANCELLED' as const) : reason;
      return { state: begun || stage === 'starting' ? 'unknown' : 'failed', reason: why };
    }
    await pause(timings.pollMs, signal);
  }
}

async function printOne(step: Step, data: Uint8Array): Promise<LabelOutcome> {
  const { spooler, queue, page } = step.target;
  let begun = false;
  try {
    if (step.signal?.aborted === true) return { state: 'failed', reason: 'CANCELLED' };
    const state = await spooler.stateOf(queue);
    if (state === null) return { state: 'refused', reason: 'QUEUE_GONE' };
    if (state === 'stopped') return { state: 'refused', reason: 'QUEUE_STOPPED' };
    await step.tell({ state: 'sending' });
    const job = await spooler.submit(queue, data, page);
    begun = true;
    return await untilPassedOn(step, job);
  } catch (error) {
    begun ||= error instanceof SpoolerError && error.begun;
    return { state: begun ? 'unknown' : 'failed', reason: reasonOf(error) };
  }
}

/**
 * Prints labels one by one through a queue of the system. A queue tells that it has passed a job on and nothing of the
 * printer behind it, so a label ends as `sent` at best.
 */
export function printThroughQueue<Id>(
  target: QueueTarget,
  labels: AsyncIterable<PrintableLabel<Id>> | Iterable<PrintableLabel<Id>>,
  options: PrintOptions<Id> = {},
): Promise<PrintResult<Id>> {
  const timings = { ...defaultTimings, ...options.timings };
  return inTurn(`queue ${target.queue}`, async () => {
    let printed = 0;
    for await (const { id, data } of labels) {
      const tell = async (state: LabelState) => options.onState?.(id, state);
      const outcome = await printOne({ target, timings, signal: options.signal, tell }, data);
      await tell(outcome);
      if (outcome.state !== 'sent') return { done: false, printed, stoppedAt: id, outcome };
      printed += 1;
    }
    return { done: true, printed };
  });
}

/** Asks the system how a queue is; the printer behind it may know more. */
export async function queryQueue({ queue, spooler }: QueueTarget): Promise<PrinterReport> {
  try {
    const state = await spooler.stateOf(queue);
    if (state === null) return { state: 'unreachable', faults: ['QUEUE_GONE'] };
    return state === 'stopped' ? { state: 'fault', faults: ['QUEUE_STOPPED'] } : { state: 'ready', faults: [] };
  } catch (error) {
    return { state: 'unreachable', faults: [reasonOf(error)] };
  }
}
