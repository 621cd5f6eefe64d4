import type { ConnectionFailure, TransportTimings } from './printer-connection.ts';
import type { PrinterFault } from './printer-status.ts';

/** `epc`: what the label's tag is to hold; it counts as printed only when the printer has read that back. */
export type PrintableLabel<Id> = { id: Id; data: Uint8Array; epc?: string | null };

/**
 * SILENT: a printer that answered before does not answer any more, as some do while they have a fault.
 * TAG_NOT_READ, TAG_DIFFERENT: what the tag of an RFID label holds is not known, or is not what was to be written.
 */
export type PrintReason =
  | PrinterFault
  | ConnectionFailure
  | QueueFault
  | 'SILENT'
  | 'SLOW'
  | 'TAG_NOT_READ'
  | 'TAG_DIFFERENT';

/** Why a queue of the system does not print. */
export type QueueFault =
  | 'NO_SPOOLER'
  | 'SPOOLER_MODULE_MISSING'
  | 'QUEUE_GONE'
  | 'QUEUE_STOPPED'
  | 'QUEUE_REFUSED'
  | 'PAGE_SIZE_UNKNOWN'
  | 'QUEUE_HOLDS'
  | 'QUEUE_UNREACHED'
  | 'QUEUE_DROPPED';

/**
 * What became of a label.
 * - confirmed: the printer reported that nothing is left to print
 * - sent: it took all bytes; it is one of those that report nothing
 * - refused: asked before, it reported a fault; nothing was sent
 * - failed: nothing was sent, because there was no connection or the work was cancelled
 * - spoiled: it left the printer and is worth nothing: its tag holds something else
 * - unknown: it was sent at least in part and may or may not be printed
 */
export type LabelOutcome =
  | { state: 'confirmed' }
  | { state: 'sent' }
  | { state: 'refused'; reason: PrintReason }
  | { state: 'failed'; reason: PrintReason }
  | { state: 'spoiled'; reason: PrintReason }
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
