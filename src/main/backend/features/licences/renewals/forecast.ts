import { sql } from 'kysely';
import { forecastOf } from '#domains/licences/index.ts';
import type { CostedTerm } from '#domains/licences/index.ts';
import type { ForecastMonth } from '#shared/features/licences/renewal.ts';
import type { Day } from '#shared/primitives/days.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

/** By entitlement, how many seats people, devices and departments of each department have. */
async function sharesByEntitlement(db: Db): Promise<Map<number, { departmentId: number | null; share: number }[]>> {
  const { rows } = await sql<{ entitlement_id: number; department_id: number | null; seats: number }>`
    SELECT entitlement_id, coalesce(allocation.department_id, person.department_id, asset.department_id) AS department_id,
      sum(seats) AS seats
    FROM allocation LEFT JOIN person ON person.id = person_id LEFT JOIN asset ON asset.id = allocation.asset_id
    WHERE released_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2`.execute(rawExecutor(db));
  return new Map(
    [...Map.groupBy(rows, (row) => row.entitlement_id)].map(([id, own]) => [
      id,
      own.map(({ department_id: departmentId, seats }) => ({ departmentId, share: seats })),
    ]),
  );
}

/** The cost of licences by month and department. What has seats is borne by who has them, else by whose it is. */
export async function forecast(
  db: Db,
  { months, dropPercent }: { months: number; dropPercent: number },
  today: Day,
): Promise<ForecastMonth[]> {
  const rows = await db
    .selectFrom('entitlement_term as term')
    .innerJoin('entitlement', 'entitlement.id', 'term.entitlement_id')
    .selectAll('term')
    .select(['entitlement.department_id', 'entitlement.currency', 'entitlement.ended_on'])
    .select(
      sql<number>`NOT EXISTS (SELECT 1 FROM entitlement_term AS later
        WHERE later.entitlement_id = term.entitlement_id AND later.starts_on > term.starts_on)
        AND NOT EXISTS (SELECT 1 FROM licence_decision AS decision
          WHERE decision.entitlement_id = term.entitlement_id AND decision.ends_on = term.ends_on AND decision = 'cancel')
        AND (term.ends_on >= ${addMonths(today, -3)} OR auto_renew = 1)`.as('goes_on'),
    )
    .execute();
  const shares = await sharesByEntitlement(db);
  const terms = rows.map((row): CostedTerm => ({
    startsOn: row.starts_on,
    endsOn: row.ended_on !== null && row.ended_on < (row.ends_on ?? '9999-12-31') ? row.ended_on : row.ends_on,
    costMinor: row.cost_minor,
    currency: row.currency,
    period: row.period,
    goesOn: row.goes_on === 1 && row.ended_on === null,
    shares:
      row.department_id === null
        ? (shares.get(row.entitlement_id) ?? [{ departmentId: null, share: 1 }])
        : [{ departmentId: row.department_id, share: 1 }],
  }));
  const names = new Map(
    (await db.selectFrom('department').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  );
  const costs = Map.groupBy(forecastOf(terms, { from: today, months, dropPercent }), ({ month }) => month);
  return Array.from({ length: months }, (_, index) => {
    const month = addMonths(`${today.slice(0, 7)}-01`, index).slice(0, 7);
    return {
      month,
      amounts: (costs.get(month) ?? []).map(({ departmentId, currency, minor, assumedMinor }) => ({
        department: departmentId === null ? null : { id: departmentId, name: names.get(departmentId) ?? '' },
        currency,
        minor,
        assumedMinor,
      })),
    };
  });
}
