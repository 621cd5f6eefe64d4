import type { PrintableLabel, PrinterReport, PrintOptions, PrintResult } from './print-result.ts';
import { printThroughQueue, queryQueue } from './system-queue.ts';
import type { QueueTarget } from './system-queue.ts';
import { printLabels, queryPrinter as queryTcpPrinter } from './tcp.ts';
import type { PrinterTarget } from './tcp.ts';

/** Where labels go: to a port of the network, or into a queue of the system. */
export type PrintTarget = PrinterTarget | QueueTarget;

/** Prints on whatever it is. @see printLabels, printThroughQueue */
export function printTo<Id>(
  target: PrintTarget,
  labels: AsyncIterable<PrintableLabel<Id>> | Iterable<PrintableLabel<Id>>,
  options: PrintOptions<Id> = {},
): Promise<PrintResult<Id>> {
  return 'queue' in target ? printThroughQueue(target, labels, options) : printLabels(target, labels, options);
}

export function queryPrinter(target: PrintTarget): Promise<PrinterReport> {
  return 'queue' in target ? queryQueue(target) : queryTcpPrinter(target);
}
