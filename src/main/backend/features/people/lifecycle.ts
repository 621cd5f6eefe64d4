import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/**
 * What other slices do, in the same transaction, when a person gets another
 * name. They register here from their index.ts, since this slice knows none of them.
 */
export const whenPersonRenamed: ((command: CommandContext, personId: number) => Promise<void>)[] = [];
