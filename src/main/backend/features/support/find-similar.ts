import { sql } from 'kysely';
import type { ModelFailures, TicketRow } from '#shared/features/support/model.ts';
import { judgeFailures } from '#shared/features/support/failure-rate.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { wordsOf } from '#backend/kernel/search/words.ts';
import { portionsOfRegister } from '#backend/features/assets/index.ts';
import { selectTickets, ticketRowOf } from './read-tickets.ts';

/** So many are looked at by somebody who has somebody else on the telephone. */
const most = 8;

/**
 * Earlier tickets that share words with a text, the most alike first: rare words say more than frequent ones, words of
 * the title more than others.
 */
export async function findSimilar(
  db: Db,
  { text, exceptId }: { text: string; exceptId: number | null },
  now: string,
): Promise<(TicketRow & { resolution: string | null })[]> {
  // Short words are in everything.
  const words = wordsOf(text).filter((word) => word.length > 2);
  if (words.length === 0) return [];
  const expression = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ');
  const { rows } = await sql<{ id: number }>`SELECT rowid AS id FROM ticket_search
    WHERE ticket_search MATCH ${expression} AND rowid <> ${exceptId ?? 0}
    ORDER BY bm25(ticket_search, 4.0, 1.0, 2.0) LIMIT ${most}`.execute(rawExecutor(db));
  const found = await selectTickets(db)
    .where(
      'ticket.id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.flatMap(({ id }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...ticketRowOf(row, now), resolution: row.resolution }];
  });
}

/** For how long back failures count. Days. */
const lookBack = 365;

/** How many assets of each model there are that can fail. */
async function countAlive(db: Db): Promise<Map<number, number>> {
  const alive = new Map<number, number>();
  for await (const portion of portionsOfRegister(db)) {
    const { rows } = await sql<{ model: number; assets: number }>`
      SELECT model_id AS model, count(*) AS assets FROM asset
      WHERE ${portion} AND +model_id IS NOT NULL AND +status NOT IN ('ordered', 'disposed') GROUP BY +model_id`.execute(
      rawExecutor(db),
    );
    for (const { model, assets } of rows) alive.set(model, (alive.get(model) ?? 0) + assets);
  }
  return alive;
}

/** Models that failed in the last year, held against all other assets that have a model; the least explained by chance first. */
export async function listModelFailures(db: Db, now: string): Promise<ModelFailures[]> {
  const since = addDays(dayOf(now), -lookBack);
  const alive = await countAlive(db);
  const failed = await sql<{ id: number; name: string; failures: number }>`
    SELECT model.id, model.name, count(*) AS failures FROM ticket
    JOIN asset ON asset.id = ticket.asset_id JOIN model ON model.id = asset.model_id
    WHERE ticket.hardware_failure = 1 AND ticket.opened_at >= ${since} GROUP BY model.id`.execute(rawExecutor(db));
  const rows = failed.rows.flatMap((row) => {
    const assets = alive.get(row.id) ?? 0;
    return assets === 0 ? [] : [{ ...row, assets }];
  });
  const all = {
    failures: rows.reduce((sum, row) => sum + row.failures, 0),
    assets: [...alive.values()].reduce((sum, assets) => sum + assets, 0),
  };
  return rows
    .map(({ id, name, failures, assets }) => ({
      model: { id, name },
      failures,
      assets,
      ...judgeFailures({ failures, assets }, { failures: all.failures - failures, assets: all.assets - assets }),
    }))
    .toSorted((one, other) => one.chance - other.chance || other.failures - one.failures);
}
