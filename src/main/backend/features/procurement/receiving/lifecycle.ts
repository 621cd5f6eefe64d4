import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** What a finished delivery brought into the register, and what is wished for it. */
export interface Delivered {
  assetIds: readonly number[];
  labels: { printerId: number; templateId: string } | null;
}

/**
 * What other slices do, in the same transaction, when a delivery became assets. They register here from their
 * index.ts, since this slice knows none of them.
 */
export const whenDelivered: ((command: CommandContext, delivered: Delivered) => Promise<void>)[] = [];
