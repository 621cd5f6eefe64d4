import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import '../tables.ts';

/** Papers that are not archived, the earliest first. */
export function papersOf(db: Db, { kind, id }: PaperOwner) {
  return db
    .selectFrom('paper')
    .where(`paper.${kind}_id`, '=', id)
    .where('paper.archived_at', 'is', null)
    .orderBy('paper.id');
}

export async function getPaper(db: Db, id: number) {
  const row = await db.selectFrom('paper').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('paper', id);
  return row;
}
