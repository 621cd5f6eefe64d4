import { noteProgress, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Printer } from '#shared/features/labels/contract.ts';
import { readContent, renderContent } from './label-content.ts';
import { recordPrinted } from './record-printed.ts';
import {
  countUnknown,
  findPrinter,
  getJob,
  listJobsInState,
  listQueuedItems,
  setItemState,
  setJobState,
  turnItems,
} from './repository.ts';
import type { LabelItemState } from './tables.ts';
import { printLabels } from './transport/tcp.ts';
import type { LabelState, PrintableLabel, PrintResult } from './transport/tcp.ts';

/** Milliseconds after which a printer that had a fault is asked again. */
const retryAfter = 5000;

/** A label that this printer has no place for. Nothing of it was sent. */
class CannotBeDrawn extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Each label's bytes when its turn comes. */
function* drawn(items: readonly { position: number; content: string }[]): Generator<PrintableLabel<number>> {
  for (const { position, content } of items) {
    const rendered = renderContent(readContent(content));
    if (!rendered.ok) throw new CannotBeDrawn(rendered.code);
    yield { id: position, data: rendered.data };
  }
}

/**
 * Works the label jobs off, one printer at a time, label by label: each state
 * is on the disk before the next step, so after paper out or a crash printing
 * goes on exactly where it stopped. A label of unknown fate is never repeated
 * by itself.
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
        const unknown = await turnItems(tx, job.id, 'sending', 'unknown');
        await setJobState(tx, job.id, unknown > 0 ? 'waiting' : 'queued', unknown > 0 ? 'INTERRUPTED' : null);
      });
    }
    // What only waited for paper or a connection is tried again; where a label's fate is unknown somebody decides.
    for (const job of await listJobsInState(openInventoryOf(this.#backend).reader, ['waiting'])) {
      if (job.problem !== 'INTERRUPTED' && (await countUnknown(openInventoryOf(this.#backend).reader, job.id)) === 0) {
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
      await this.#settle(jobId, await this.#print(jobId, printer, signal));
    } catch (error) {
      if (!(error instanceof CannotBeDrawn)) throw error;
      await noteProgress(this.#backend, 'labels', (tx) => setJobState(tx, jobId, 'waiting', error.code));
    }
  }

  async #print(jobId: number, printer: Printer, signal: AbortSignal): Promise<PrintResult<number>> {
    const items = await listQueuedItems(openInventoryOf(this.#backend).reader, jobId);
    const [first] = items;
    const language = first === undefined ? printer.language : readContent(first.content).language;
    return printLabels({ host: printer.host, port: printer.port, language }, drawn(items), {
      signal,
      onState: async (position, state) => {
        const item = itemStateOf(state);
        await noteProgress(this.#backend, 'labels', async (tx) => {
          if (item) await setItemState(tx, jobId, position, item);
          if (state.state === 'waiting') await setJobState(tx, jobId, 'printing', state.reason);
          if (state.state === 'confirmed') await setJobState(tx, jobId, 'printing', null);
        });
      },
    });
  }

  async #settle(jobId: number, result: PrintResult<number>): Promise<void> {
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
    case 'refused':
    case 'failed':
      return 'queued';
    case 'waiting':
      return null;
  }
}
