import { inTransaction, noteProgress, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Printer } from '#shared/features/labels/printer-contract.ts';
import type { LabelItemState } from '#shared/features/labels/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { recordEpc } from '#backend/features/assets/index.ts';
import { CannotBeDrawn, drawnForPort, drawnForPages } from './drawn-labels.ts';
import { readContent } from './label-content.ts';
import { findPrinter } from './printer-repository.ts';
import { targetOf } from './printer-target.ts';
import { actorOfPrinter, recordPrinted } from './record-printed.ts';
import {
  countUndecided,
  getJob,
  listJobsInState,
  listQueuedItems,
  setItemState,
  setJobState,
  turnItems,
} from './repository.ts';
import type { QueuedItem } from './repository.ts';
import type { LabelState, PrintResult } from './transport/print-result.ts';
import { printTo } from './transport/print-to.ts';

/** Milliseconds after which a printer that had a fault is asked again. */
const retryAfter = 5000;

type Job = NonNullable<Awaited<ReturnType<typeof getJob>>>;

/**
 * Works the label jobs off, one printer at a time, label by label: that a label
 * is being sent is on the disk before its first byte leaves, so after paper out
 * or a crash printing goes on exactly where it stopped. A label of unknown fate is never repeated
 * by itself, and neither is one whose tag could not be read.
 */
export class PrintQueue {
  readonly #backend: Backend;
  readonly #running = new Map<number, Promise<void>>();
  readonly #cancels = new Map<number, AbortController>();
  #retry: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** At start: what was being sent when the application ended is of unknown fate; all else goes on. */
  async pickUp(): Promise<void> {
    const interrupted = await listJobsInState(openInventoryOf(this.#backend).reader, ['printing']);
    for (const job of interrupted) {
      await noteProgress(this.#backend, 'labels', async (tx) => {
        await turnItems(tx, job.id, 'sending', 'unknown', 'INTERRUPTED');
        // Also what became unknown while the application was being ended in good order.
        const undecided = await countUndecided(tx, job.id);
        await setJobState(tx, job.id, undecided > 0 ? 'waiting' : 'queued', undecided > 0 ? 'INTERRUPTED' : null);
      });
    }
    // What only waited for paper or a connection is tried again; where a label's fate is unknown somebody decides.
    for (const job of await listJobsInState(openInventoryOf(this.#backend).reader, ['waiting'])) {
      if (
        job.problem !== 'INTERRUPTED' &&
        (await countUndecided(openInventoryOf(this.#backend).reader, job.id)) === 0
      ) {
        await this.#requeue(job.id);
      }
    }
    this.kick();
  }

  /** Looks for work: after a job was added, resumed, or a printer may be ready again. */
  kick(): void {
    if (this.#stopped) return;
    void this.#startQueued().catch((error: unknown) => this.#backend.log.defect(error, { doing: 'printing labels' }));
  }

  /** Stops sending for a job; the label on its way ends as unknown if it can't be told otherwise. */
  cancel(jobId: number): void {
    this.#cancels.get(jobId)?.abort();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#retry) clearTimeout(this.#retry);
    for (const cancel of this.#cancels.values()) cancel.abort();
    await Promise.allSettled(this.#running.values());
  }

  async #startQueued(): Promise<void> {
    const queued = await listJobsInState(openInventoryOf(this.#backend).reader, ['queued']);
    for (const job of queued) {
      if (this.#running.has(job.printer_id)) continue;
      const run = this.#runJob(job.id)
        .catch((error: unknown) => {
          this.#backend.log.defect(error, { doing: 'printing labels', job: job.id });
        })
        .finally(() => {
          this.#running.delete(job.printer_id);
          this.kick();
        });
      this.#running.set(job.printer_id, run);
    }
  }

  async #runJob(jobId: number): Promise<void> {
    const cancel = new AbortController();
    this.#cancels.set(jobId, cancel);
    try {
      await this.#runUntilCancelled(jobId, cancel.signal);
    } finally {
      this.#cancels.delete(jobId);
    }
  }

  async #runUntilCancelled(jobId: number, signal: AbortSignal): Promise<void> {
    const { reader } = openInventoryOf(this.#backend);
    const job = await getJob(reader, jobId);
    const printer = job && (await findPrinter(reader, job.printer_id));
    if (!job || !printer) {
      await noteProgress(this.#backend, 'labels', (tx) => setJobState(tx, jobId, 'waiting', 'PRINTER_GONE'));
      return;
    }
    const begun = await noteProgress(this.#backend, 'labels', (tx) => setJobState(tx, jobId, 'printing', null));
    if (!begun) return;
    try {
      await this.#settle(jobId, await this.#print(job, printer, signal));
    } catch (error) {
      if (!(error instanceof CannotBeDrawn)) throw error;
      await noteProgress(this.#backend, 'labels', (tx) => setJobState(tx, jobId, 'waiting', error.code));
    }
  }

  async #print(job: Job, printer: Printer, signal: AbortSignal): Promise<PrintResult<number[]>> {
    const { reader } = openInventoryOf(this.#backend);
    const items = await listQueuedItems(reader, job.id);
    const [first] = items;
    if (first === undefined) return { done: true, printed: 0 };
    const { layout, language } = readContent(first.content);
    const target = await targetOf(this.#backend, { ...printer, language }, layout);
    const inPages = 'queue' in target && target.page !== null;
    const labels = inPages
      ? drawnForPages(this.#backend, printer, { startCell: job.start_cell, copies: job.copies }, items, signal)
      : drawnForPort(this.#backend, items, signal);
    const byPosition = new Map(items.map((item) => [item.position, item]));
    // What was confirmed goes to the disk with the beginning of the next label: half the commits. Until then its label
    // counts as being sent, and after a crash as of unknown fate, which asks somebody and repeats nothing.
    let confirmed: readonly QueuedItem[] = [];
    const noteConfirmed = async (): Promise<void> => {
      const items = confirmed;
      confirmed = [];
      if (items.length > 0) await this.#note(job, items, { state: 'confirmed' });
    };
    try {
      return await printTo(target, labels, {
        signal,
        onState: async (positions, state) => {
          const told = positions.flatMap((position) => byPosition.get(position) ?? []);
          const [only] = told;
          if (state.state === 'sending') {
            await this.#note(job, told, state, confirmed);
            confirmed = [];
            return;
          }
          await noteConfirmed();
          if (state.state !== 'confirmed') await this.#note(job, told, state);
          else if (only !== undefined && only.epc !== null) await this.#recordTag(job, only);
          else confirmed = told;
        },
      });
    } finally {
      await noteConfirmed();
    }
  }

  /** Writes down what became of labels, and that others before them were confirmed. */
  async #note(
    job: Job,
    items: readonly QueuedItem[],
    state: LabelState,
    confirmed: readonly QueuedItem[] = [],
  ): Promise<void> {
    const item = itemStateOf(state);
    const undecided = item === 'unknown' || item === 'failed';
    const problem = undecided && 'reason' in state ? state.reason : null;
    await noteProgress(this.#backend, 'labels', async (tx) => {
      for (const { position } of confirmed) await setItemState(tx, job.id, position, 'confirmed');
      if (item) for (const { position } of items) await setItemState(tx, job.id, position, item, problem);
      if (state.state === 'waiting') await setJobState(tx, job.id, 'printing', state.reason);
      if (state.state === 'confirmed' || confirmed.length > 0) await setJobState(tx, job.id, 'printing', null);
    });
  }

  /** The tag was read with what it was to hold: only now the asset has it, together with the state of its label. */
  async #recordTag(job: Job, { position, assetId, epc }: QueuedItem): Promise<void> {
    if (assetId === null || epc === null) return;
    try {
      await inTransaction(this.#backend, actorOfPrinter(job), async (command) => {
        await setItemState(command.tx, job.id, position, 'confirmed');
        await setJobState(command.tx, job.id, 'printing', null);
        await recordEpc(command, assetId, epc);
        command.changed('labels');
      });
    } catch (error) {
      // Meanwhile the asset was retired, or another one got this EPC: the label is printed, and somebody has to know.
      if (!(error instanceof Failure)) throw error;
      const { code } = error;
      await noteProgress(this.#backend, 'labels', (tx) => setItemState(tx, job.id, position, 'confirmed', code));
    }
  }

  async #settle(jobId: number, result: PrintResult<number[]>): Promise<void> {
    if (this.#stopped || !this.#backend.inventory) return;
    const now = this.#backend.surroundings.now();
    const job = await getJob(openInventoryOf(this.#backend).reader, jobId);
    if (!job || job.state === 'cancelled') return;
    if (result.done) {
      await recordPrinted(this.#backend, job, now);
      return;
    }
    const { outcome } = result;
    const problem = 'reason' in outcome ? outcome.reason : 'UNKNOWN';
    await noteProgress(this.#backend, 'labels', (tx) => setJobState(tx, jobId, 'waiting', problem));
    // Nothing was sent, so asking again later can't print anything twice.
    const unsent = outcome.state === 'refused' || outcome.state === 'failed';
    if (unsent && problem !== 'CANCELLED') this.#retryLater(jobId);
  }

  #retryLater(jobId: number): void {
    if (this.#stopped) return;
    this.#retry = setTimeout(() => {
      void this.#requeue(jobId).catch((error: unknown) =>
        this.#backend.log.defect(error, { doing: 'asking a printer again' }),
      );
    }, retryAfter);
    this.#retry.unref();
  }

  async #requeue(jobId: number): Promise<void> {
    if (this.#stopped || !this.#backend.inventory) return;
    const job = await getJob(openInventoryOf(this.#backend).reader, jobId);
    if (job?.state !== 'waiting') return;
    await noteProgress(this.#backend, 'labels', (tx) => setJobState(tx, jobId, 'queued', job.problem));
    this.kick();
  }
}

/** What a state of the transport means for the item; null leaves it as it is. */
function itemStateOf(state: LabelState): LabelItemState | null {
  switch (state.state) {
    case 'sending':
    case 'sent':
    case 'confirmed':
    case 'unknown':
      return state.state;
    case 'spoiled':
      return 'failed';
    case 'refused':
    case 'failed':
      return 'queued';
    case 'waiting':
      return null;
  }
}
