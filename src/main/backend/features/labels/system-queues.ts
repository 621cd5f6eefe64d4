import type { QueueState } from '#shared/features/labels/printer-contract.ts';
import { systemSpooler } from './printer-target.ts';
import { SpoolerError } from './transport/spooler.ts';

/** The printers that this computer's system knows, or why there are none to be chosen. */
export async function listSystemQueues(): Promise<{
  queues: { name: string; state: QueueState }[];
  problem: string | null;
}> {
  try {
    return { queues: await systemSpooler.list(), problem: null };
  } catch (error) {
    if (error instanceof SpoolerError) return { queues: [], problem: error.code };
    throw error;
  }
}
