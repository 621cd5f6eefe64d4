import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/**
 * What other slices do, in the same transaction, when a place gets another
 * name. They register here from their index.ts, since this slice knows none of them.
 */
export const whenPlaceRenamed: ((command: CommandContext, placeId: number) => Promise<void>)[] = [];
