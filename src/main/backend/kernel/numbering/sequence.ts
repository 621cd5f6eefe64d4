import type { Transaction } from 'kysely';
import type { Schema } from '#backend/kernel/db/schema.ts';

/**
 * Takes the next `count` numbers of a sequence. They are taken in the
 * transaction that uses them, so a command that fails leaves no gap.
 *
 * @returns the first of the numbers taken; an unused sequence starts at 1.
 */
export async function takeNumbers(tx: Transaction<Schema>, name: string, count = 1): Promise<number> {
  const row = await tx
    .insertInto('number_sequence')
    .values({ name, next: 1 + count })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ next: eb('number_sequence.next', '+', count) })),
    )
    .returning('next')
    .executeTakeFirstOrThrow();
  return row.next - count;
}

/** The number that the sequence gives next, without taking it. */
export async function peekNumber(db: Pick<Transaction<Schema>, 'selectFrom'>, name: string): Promise<number> {
  const row = await db.selectFrom('number_sequence').select('next').where('name', '=', name).executeTakeFirst();
  return row?.next ?? 1;
}

/** Lets the sequence go on from a number; never back, since numbers that were given are not given again. */
export async function skipTo(tx: Transaction<Schema>, name: string, next: number): Promise<void> {
  await tx
    .insertInto('number_sequence')
    .values({ name, next })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ next }).where('number_sequence.next', '<', next))
    .execute();
}
