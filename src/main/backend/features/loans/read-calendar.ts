import { sql } from 'kysely';
import type { CalendarAsset, Occupation, Reservation } from '#shared/features/loans/contract.ts';
import type { CustodianRef } from '#backend/features/custody/index.ts';
import { custodianName } from '#backend/features/custody/index.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import { listAbsences } from './lifecycle.ts';
import { reservationOf, selectReservations } from './repository.ts';
import { meaningOf } from './take-reserved.ts';

interface Span {
  from: Day;
  to: Day;
  poolId: number | null;
}

/** Assets with what is taken of their time, in the order of pools and tags. */
export async function readCalendar(
  db: Db,
  span: Span,
  today: Day,
): Promise<{ assets: CalendarAsset[]; occupations: Occupation[] }> {
  const taken = [...(await reservationsIn(db, span)), ...(await loansIn(db, span, today))];
  const busy = JSON.stringify(span.poolId === null ? [...new Set(taken.map(({ assetId }) => assetId))] : []);
  const rows = await db
    .selectFrom('asset')
    .leftJoin('pool_member', 'pool_member.asset_id', 'asset.id')
    .leftJoin('pool', 'pool.id', 'pool_member.pool_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.status', 'pool.id as pool_id', 'pool.name as pool_name'])
    .where((eb) =>
      span.poolId === null
        ? eb.or([eb('pool.id', 'is not', null), sql<boolean>`asset.id IN (SELECT value FROM json_each(${busy}))`])
        : eb('pool.id', '=', span.poolId),
    )
    .orderBy(sql`pool.name IS NULL`)
    .orderBy('pool.name')
    .orderBy('asset.tag')
    .limit(200)
    .execute();
  const assets = rows.map(({ id, tag, name, status, pool_id: poolId, pool_name: poolName }) => ({
    id,
    tag,
    name,
    status,
    pool: poolId === null || poolName === null ? null : { id: poolId, name: poolName },
  }));
  const shown = new Set(assets.map(({ id }) => id));
  const occupations = [
    ...taken.filter(({ assetId }) => shown.has(assetId)),
    ...(await absencesIn(db, span, [...shown], today)),
  ];
  return { assets, occupations };
}

/** When these assets can't be had for a reason that another slice knows. */
async function absencesIn(db: Db, { from, to }: Span, assetIds: readonly number[], today: Day): Promise<Occupation[]> {
  const absences = (await listAbsences(db, assetIds, today)).filter((each) => each.from <= to && each.to >= from);
  return absences.map(({ number, ...absence }) => ({
    ...absence,
    kind: 'maintenance' as const,
    who: String(number),
    overdue: false,
  }));
}

async function reservationsIn(db: Db, { from, to }: Span): Promise<Occupation[]> {
  const rows = await selectReservations(db)
    .where('reservation.state', '=', 'booked')
    .where('reservation.from_on', '<=', to)
    .where('reservation.to_on', '>=', from)
    .orderBy('reservation.from_on')
    .execute();
  return rows.map((row) => ({
    kind: 'reservation' as const,
    id: row.id,
    assetId: row.asset_id,
    from: row.from_on,
    to: row.to_on,
    who: row.holder_name,
    purpose: row.purpose,
    overdue: false,
  }));
}

/** What is or was lent in this time. What is held for good has no end and belongs into no calendar, unless a pool lends it. */
async function loansIn(db: Db, { from, to, poolId }: Span, today: Day): Promise<Occupation[]> {
  const rows = await db
    .selectFrom('custody')
    .select(['id', 'asset_id', 'started_at', 'due_on', 'ended_at', 'purpose', custodianName.as('who')])
    .where('reversed', '=', 0)
    .where('started_at', '<', addDays(to, 1))
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]))
    .where((eb) =>
      eb.or([
        ...(poolId === null ? [eb('due_on', 'is not', null)] : []),
        sql<boolean>`asset_id IN (SELECT asset_id FROM pool_member)`,
      ]),
    )
    .orderBy('started_at')
    .limit(2000)
    .execute();
  return rows.flatMap((row) => {
    const startedOn = row.started_at.slice(0, 10);
    const overdue = row.ended_at === null && row.due_on !== null && row.due_on < today;
    const end = row.ended_at === null ? (overdue ? today : row.due_on) : row.ended_at.slice(0, 10);
    if (end !== null && end < from) return [];
    return [
      {
        kind: 'loan' as const,
        id: row.id,
        assetId: row.asset_id,
        from: startedOn,
        to: end,
        who: row.who,
        purpose: row.purpose,
        overdue,
      },
    ];
  });
}

/** Reservations that nobody has fetched and whose time is not over. */
export async function listReservations(
  db: Db,
  { assetId, personId }: { assetId: number | null; personId: number | null },
  today: Day,
): Promise<Reservation[]> {
  let rows = selectReservations(db).where('reservation.state', '=', 'booked').where('reservation.to_on', '>=', today);
  if (assetId !== null) rows = rows.where('reservation.asset_id', '=', assetId);
  if (personId !== null) rows = rows.where('reservation.person_id', '=', personId);
  return (await rows.orderBy('reservation.from_on').orderBy('reservation.id').limit(2000).execute()).map(reservationOf);
}

export interface Outlook {
  fulfils: { to: Day; purpose: string | null } | null;
  takesFrom: { tag: string; holder: string; from: Day; to: Day } | null;
  proposedDueOn: Day | null;
}

/** What a hand-over would mean for reservations, before anybody has pressed a button. */
export async function readOutlook(
  db: Db,
  { assetId, custodian, dueOn }: { assetId: number; custodian: CustodianRef | null; dueOn: Day | null },
  today: Day,
): Promise<Outlook> {
  const first = await meaningOf(db, { assetId, custodian, until: dueOn }, today);
  const { own } = first;
  const proposedDueOn = own?.to_on ?? (await usualEnd(db, assetId, today));
  const until = dueOn ?? own?.to_on ?? null;
  const { takesFrom } = until === dueOn ? first : await meaningOf(db, { assetId, custodian, until }, today);
  return {
    fulfils: own === null ? null : { to: own.to_on, purpose: own.purpose },
    takesFrom:
      takesFrom === null
        ? null
        : { tag: takesFrom.tag, holder: takesFrom.holder_name, from: takesFrom.from_on, to: takesFrom.to_on },
    proposedDueOn,
  };
}

const lentFor = prepareQuery((db, { assetId }: { assetId: number }) =>
  db
    .selectFrom('pool_member')
    .innerJoin('pool', 'pool.id', 'pool_member.pool_id')
    .select('pool.loan_days')
    .where('pool_member.asset_id', '=', assetId),
);

/** When what a pool lends is due if nobody says otherwise; null for an asset of no pool. */
async function usualEnd(db: Db, assetId: number, today: Day): Promise<Day | null> {
  const row = await lentFor.first(db, { assetId });
  return row ? addDays(today, row.loan_days) : null;
}
