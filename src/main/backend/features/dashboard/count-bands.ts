import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { AgeBand, WarrantyBand } from '#shared/features/dashboard/model.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';

interface Band<Name extends string> {
  band: Name;
  /** Both null for what has no day at all. */
  days: { from: Day | null; until: Day | null };
}

/** Written as the indexes have them. */
const bought = sql`coalesce(purchased_on, '')`;
const covered = sql`coalesce(warranty_until, '')`;

/** Along an index that has the status as well: no row of the register is read. */
async function countBands<Name extends string>(db: Db, day: RawBuilder<unknown>, bands: readonly Band<Name>[]) {
  const counted: (Band<Name> & { count: number })[] = [];
  for (const band of bands) {
    const { from, until } = band.days;
    const nothing = from === null && until === null;
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM asset
      WHERE ${day} BETWEEN ${nothing ? '' : (from ?? '0')} AND ${nothing ? '' : (until ?? '9999-99')}
      AND status NOT IN ('retiring', 'disposed')`.execute(rawExecutor(db));
    counted.push({ ...band, count: rows[0]?.count ?? 0 });
  }
  return counted;
}

/** How old what is here is, by the day on which it was bought. */
export async function countAges(db: Db, today: Day) {
  const before = (years: number) => addMonths(today, -12 * years);
  const band = (name: AgeBand, younger: number | null, older: number): Band<AgeBand> => ({
    band: name,
    days: { from: addDays(before(older), 1), until: younger === null ? null : before(younger) },
  });
  return countBands<AgeBand>(db, bought, [
    band('under1', null, 1),
    band('under2', 1, 2),
    band('under3', 2, 3),
    band('under4', 3, 4),
    band('under5', 4, 5),
    { band: 'older', days: { from: null, until: before(5) } },
    { band: 'unknown', days: { from: null, until: null } },
  ]);
}

/** How long what is here is under warranty. */
export async function countWarranties(db: Db, today: Day) {
  const band = (name: WarrantyBand, from: number | null, until: number | null): Band<WarrantyBand> => ({
    band: name,
    days: { from: from === null ? null : addDays(today, from), until: until === null ? null : addDays(today, until) },
  });
  return countBands<WarrantyBand>(db, covered, [
    band('ended', null, -1),
    band('days30', 0, 30),
    band('days90', 31, 90),
    band('days365', 91, 365),
    band('later', 366, null),
    band('none', null, null),
  ]);
}
