import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/**
 * What other slices do, in the same transaction, when a person gets another
 * name. They register here from their index.ts, since this slice knows none of them.
 */
export const whenPersonRenamed: ((command: CommandContext, personId: number) => Promise<void>)[] = [];

/** What other slices do, in the same transaction, when somebody has left: archived, or with a last day that is past. */
export const whenPersonLeft: ((command: CommandContext, personId: number) => Promise<void>)[] = [];
