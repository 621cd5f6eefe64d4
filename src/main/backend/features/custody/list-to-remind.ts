import type { ToRemind } from '#shared/features/custody/reminder-contract.ts';
import type { DueAsset } from '#shared/features/custody/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { listDue } from './list-due.ts';
import { isTimeToRemind } from './rules.ts';

/** Everybody who has something overdue, once each: whom it is time to remind first, then the longest overdue. */
export async function listToRemind(db: Db, now: string): Promise<ToRemind[]> {
  const due = await listDue(db, dayOf(now), 0);
  const byCustodian = Map.groupBy(due, ({ custodian: { kind, id } }) => `${kind}:${id}`);
  return [...byCustodian.values()]
    .map((assets) => toRemindOf(assets, now))
    .toSorted((one, other) => Number(other.now) - Number(one.now) || other.daysOver - one.daysOver);
}

function toRemindOf(assets: readonly DueAsset[], now: string): ToRemind {
  const [first] = assets;
  if (first === undefined) throw new Error('nobody is reminded of nothing');
  const reminded = assets.flatMap(({ remindedAt }) => remindedAt ?? []);
  return {
    custodian: first.custodian,
    email: first.email,
    assetId: first.assetId,
    count: assets.length,
    daysOver: Math.max(...assets.map(({ daysOver }) => daysOver)),
    remindedAt: reminded.toSorted().at(-1) ?? null,
    now: assets.some(({ remindedAt }) => isTimeToRemind(remindedAt, now)),
  };
}
