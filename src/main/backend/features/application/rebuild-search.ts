import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { firstPortion, nextPortion, watched } from '#backend/kernel/jobs/portion.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { rewriteSearch } from '#backend/features/assets/index.ts';
import { rewriteTicketSearch } from '#backend/features/support/index.ts';

/** What is found by a full text index: which records it holds, and how those of some numbers get into it anew. */
interface Searched {
  table: 'asset' | 'ticket';
  rewrite: (tx: Transaction<Schema>, range: { after: number; last: number; ids: readonly number[] }) => Promise<void>;
}

const everything: readonly Searched[] = [
  { table: 'asset', rewrite: rewriteSearch },
  { table: 'ticket', rewrite: rewriteTicketSearch },
];

async function nextIds(
  db: Db,
  table: Searched['table'],
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const rows = await db.selectFrom(table).select('id').where('id', '>', after).orderBy('id').limit(limit).execute();
  return rows.map(({ id }) => id);
}

/**
 * Writes the search indexes anew in short transactions. Each record is found before, after, and but for one transaction
 * meanwhile; stopped half-way, those of the first half are new and the others as they were.
 */
export async function rebuildSearch(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
): Promise<Record<'records', number>> {
  const { sqlite, writes, upkeep } = openInventoryOf(backend);
  const countOf = ({ table }: Searched): number =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const total = everything.reduce((sum, searched) => sum + countOf(searched), 0);
  let done = 0;
  for (const searched of everything) {
    let after = 0;
    for (let portion = firstPortion, ended = false; !ended;) {
      job.signal.throwIfAborted();
      const startedAt = performance.now();
      // Nothing of the register changes, so there is nothing to record before the end.
      const ids = await writes.run(async (tx) => {
        const found = await nextIds(tx, searched.table, { after, limit: portion });
        // The last portion also takes away what is there of records behind all that there are.
        const last = found.length < portion ? Number.MAX_SAFE_INTEGER : (found.at(-1) ?? after);
        await searched.rewrite(tx, { after, last, ids: found });
        return found;
      });
      ended = ids.length < portion;
      after = ids.at(-1) ?? after;
      done += ids.length;
      portion = nextPortion(Math.max(ids.length, 1), performance.now() - startedAt, watched);
      job.progress('indexing', done, Math.max(total, done));
      await setImmediate();
      await upkeep.keepUp();
    }
  }
  await inTransaction(backend, actor, async (command) => {
    await command.record({ event: 'application.searchRebuilt', subject: 'search', data: { records: done } });
  });
  return { records: done };
}
