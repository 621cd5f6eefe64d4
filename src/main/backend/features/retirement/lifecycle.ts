import type { Block, Released } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** An asset that is taken out of service. */
export interface LeavingAsset {
  id: number;
  tag: string;
}

/**
 * What other slices hold of an asset and give free when it is decommissioned, as shown beforehand. They register here
 * from their index.ts, since this slice knows none of them (ADR 8); each kind comes back once, with names that people
 * know the things by. What comes back empty is not shown.
 */
export const releasedBy: ((db: Db, asset: LeavingAsset) => Promise<Released[]>)[] = [];

/**
 * What other slices do, in the same transaction, when an asset is decommissioned: they give free what `releasedBy`
 * says and record it. Whoever has it is released before, the status changes after.
 */
export const whenDecommissioned: ((command: CommandContext, asset: LeavingAsset) => Promise<void>)[] = [];

/** Why an asset can't be decommissioned now. Whatever stands here refuses it. */
export const blockedBy: ((db: Db, asset: LeavingAsset) => Promise<Block[]>)[] = [];

/** What other slices do, in the same transaction, when an asset has left for good. */
export const whenDisposed: ((command: CommandContext, asset: LeavingAsset) => Promise<void>)[] = [];

/** What an asset cost to keep running: repairs, parts, work. */
export interface RunningCost {
  assetId: number;
  minor: number;
  currency: string;
}

/** What other slices know of running costs. The review reckons them against what the asset was bought for. */
export const runningCosts: ((db: Db) => Promise<RunningCost[]>)[] = [];
