import type { Day } from '#shared/primitives/days.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { CustodianRef } from './custodian.ts';

/** That somebody has, or keeps, an asset until a day. */
export interface Taken {
  custodyId: number;
  assetId: number;
  tag: string;
  custodian: CustodianRef;
  /** Null when it is handed over for good. */
  until: Day | null;
  how: 'handed_over' | 'extended';
  /** The operator has seen for whom it is reserved and goes on. */
  despiteReservation: boolean;
}

/** That somebody is going to have an asset. */
export interface Taking {
  assetId: number;
  tag: string;
  categoryId: number;
  custodian: CustodianRef;
  /** Where the person works, or the team itself; null for whatever has no department. */
  departmentId: number | null;
}

/** What other slices ask before an asset is handed over; what they throw refuses it. */
export const beforeTaken: ((command: CommandContext, taking: Taking) => Promise<void>)[] = [];

/**
 * What other slices say before somebody is given an asset, keeps it longer or is released from it; one that objects
 * throws a Failure. They register here from their index.ts.
 */
export const beforeCustodyChanges: ((command: CommandContext, asset: { id: number; tag: string }) => Promise<void>)[] =
  [];

/** @throws Failure of whoever objects. */
export async function askBefore(command: CommandContext, asset: { id: number; tag: string }): Promise<void> {
  for (const ask of beforeCustodyChanges) await ask(command, asset);
}

/**
 * What other slices do, in the same transaction, when an asset is handed over or a loan extended, and when a hand-over
 * is taken back. They register here from their index.ts, since this slice knows none of them.
 */
export const whenTaken: ((command: CommandContext, taken: Taken) => Promise<void>)[] = [];
export const whenHandOverReversed: ((
  command: CommandContext,
  reversed: { custodyId: number; tag: string },
) => Promise<void>)[] = [];
