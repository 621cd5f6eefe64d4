import type { Db } from '../db/dialect.ts';

/** Who wrote the latest entry about a subject and when, for somebody who was about to change it too. */
export async function lastChangeOf(db: Db, subject: string): Promise<{ by: string; at: string } | null> {
  const entry = await db
    .selectFrom('journal')
    .select(['actor', 'at'])
    .where('subject', '=', subject)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (entry === undefined) return null;
  const operator = await db
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', Number(entry.actor.split(':')[1]))
    .executeTakeFirst();
  return { by: operator?.display_name ?? entry.actor, at: entry.at };
}

/** The latest entry about a subject; 0 when there is none. It stands for a version where a record has none of its own. */
export async function lastSeqOf(db: Db, subject: string): Promise<number> {
  const { seq } = await db
    .selectFrom('journal')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow();
  return seq ?? 0;
}
