import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Money } from '#shared/primitives/money.ts';

interface Asked {
  /** What an hour of work costs the department; null prices no time. */
  readonly hour: Money | null;
  /** One asset, or all of them. */
  readonly assetId?: number | undefined;
  /** An instant; what was before it is left out. */
  readonly since?: string | undefined;
}

/**
 * Table `running (asset_id, source, currency, minor, records, minutes)`: what it cost to keep assets running, by where
 * that is written down. Amounts stand on work orders that are done; time at work and in support has the price of an
 * hour, rounded once for each asset, and no amount where nobody has said one. It is the only place that says so:
 * whoever adds up what an asset cost adds this up.
 */
export function runningCosts({ hour, assetId, since = '' }: Asked): RawBuilder<unknown> {
  const of = (column: string) => (assetId === undefined ? sql`1` : sql`${sql.ref(column)} = ${assetId}`);
  const currency = hour?.currency ?? null;
  // Bound numbers are fractions to SQLite; the division is one of whole numbers.
  const priced = (minutes: RawBuilder<unknown>) =>
    hour === null ? sql`NULL` : sql`(2 * CAST(${hour.minor} AS INTEGER) * ${minutes} + 60) / 120`;
  return sql`running (asset_id, source, currency, minor, records, minutes) AS (
    SELECT asset_id, 'work', cost_currency, sum(cost_minor), count(*), NULL FROM work_order
    WHERE state = 'done' AND cost_minor IS NOT NULL AND ended_at >= ${since} AND ${of('work_order.asset_id')}
    GROUP BY asset_id, cost_currency
    UNION ALL
    SELECT asset_id, 'work_time', ${currency}, ${priced(sql`sum(minutes)`)}, count(*), sum(minutes) FROM work_order
    WHERE state = 'done' AND minutes > 0 AND ended_at >= ${since} AND ${of('work_order.asset_id')}
    GROUP BY asset_id
    UNION ALL
    SELECT ticket.asset_id, 'support_time', ${currency}, ${priced(sql`sum(entry.minutes)`)}, count(DISTINCT ticket.id),
      sum(entry.minutes)
    FROM ticket JOIN ticket_entry AS entry ON entry.ticket_id = ticket.id
    WHERE ticket.asset_id IS NOT NULL AND entry.minutes > 0 AND entry.at >= ${since} AND ${of('ticket.asset_id')}
    GROUP BY ticket.asset_id
  )`;
}
