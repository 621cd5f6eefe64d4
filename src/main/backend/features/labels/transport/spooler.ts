import type { QueueState } from '#shared/features/labels/printer-contract.ts';
import type { QueueFault } from './print-result.ts';

/** A page for a printer of the system, micrometres; a sheet of labels names its paper. */
export interface PageSize {
  widthUm: number;
  heightUm: number;
  paper: 'A4' | 'Letter' | null;
}

/** Why the system did not take a job. */
export class SpoolerError extends Error {
  readonly code: QueueFault;
  /** Whether bytes of it were taken all the same, and may be printed. */
  readonly begun: boolean;

  constructor(code: QueueFault, { begun } = { begun: false }) {
    super(code);
    this.name = 'SpoolerError';
    this.code = code;
    this.begun = begun;
  }
}

/**
 * How far a job of a queue has come.
 * - waiting: the queue has not begun it
 * - starting: it is worked on, and nothing is known to have left
 * - unreached: the queue looks for its printer; nothing has left
 * - printing: bytes of it are with the printer
 * - passedOn: the queue has no more to do with it
 * - dropped: somebody took it out of the queue, or the system gave it up
 * - lost: the queue was removed together with it
 */
export type JobStage = 'waiting' | 'starting' | 'unreached' | 'printing' | 'passedOn' | 'dropped' | 'lost';

/** The part of the system that keeps print jobs in queues. Everything throws SpoolerError when there is none. */
export interface Spooler {
  list(): Promise<{ name: string; state: QueueState }[]>;
  /** Null when there is no such queue. */
  stateOf(queue: string): Promise<QueueState | null>;
  /**
   * Hands a job over.
   * @param page null passes the bytes on as they are; else they are a PDF for a page of this size
   * @returns the job's name
   */
  submit(queue: string, data: Uint8Array, page: PageSize | null): Promise<string>;
  stageOf(queue: string, job: string): Promise<JobStage>;
  /** Takes the job back, as far as it is not printed. */
  cancel(job: string): Promise<void>;
}
