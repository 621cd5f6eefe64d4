import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/**
 * What other slices say, in the same transaction, before an asset gets another status; one that objects throws a
 * Failure. They register here from their index.ts, since this slice knows none of them.
 */
export const beforeStatusChanges: ((
  command: CommandContext,
  asset: { id: number; tag: string },
  to: AssetStatus,
) => Promise<void>)[] = [];

/**
 * What other slices say, in the same transaction, before somebody puts an asset elsewhere, with the status that it then
 * has; one that objects throws a Failure. What is only seen to stand elsewhere is written down without asking.
 */
export const beforePlaceChanges: ((
  command: CommandContext,
  asset: { id: number; tag: string },
  to: { placeId: number | null; status: AssetStatus },
) => Promise<void>)[] = [];

/** What other slices do, in the same transaction, when an asset has got another status. */
export const whenStatusChanged: ((
  command: CommandContext,
  asset: { id: number; tag: string },
  to: AssetStatus,
) => Promise<void>)[] = [];
