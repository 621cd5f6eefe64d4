import type { QueueState } from '#shared/features/labels/printer-contract.ts';
import type { QueueFault } from './print-result.ts';

/** A page for a printer of the system, micrometres; a sheet of labels names its paper. */
export interface PageSize {
  widthUm: number;
  heightUm: number;
  paper: 'A4' | 'Letter' | null;
}

/** Why the system took nothing. */
export class SpoolerError extends Error {
  readonly code: QueueFault;

  constructor(code: QueueFault) {
    super(code);
    this.name = 'SpoolerError';
    this.code = code;
  }
}

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
  /** Whether the job still waits or prints. */
  holds(queue: string, job: string): Promise<boolean>;
  /** Takes the job back, as far as it is not printed. */
  cancel(job: string): Promise<void>;
}
