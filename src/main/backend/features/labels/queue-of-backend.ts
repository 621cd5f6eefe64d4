import type { Backend } from '#backend/kernel/rpc/call.ts';
import { PrintQueue } from './print-queue.ts';

const queues = new WeakMap<Backend, PrintQueue>();

/** The queue of the open database; a new one each time it is opened. */
export function printQueueOf(backend: Backend): PrintQueue {
  const queue = queues.get(backend) ?? new PrintQueue(backend);
  queues.set(backend, queue);
  return queue;
}

/** At start: goes on with what was left, and stops before the database closes. */
export async function resumePrinting(backend: Backend): Promise<void> {
  queues.delete(backend);
  const queue = printQueueOf(backend);
  backend.closing.push(() => queue.stop());
  await queue.pickUp();
}
