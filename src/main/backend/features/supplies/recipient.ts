import type { RecipientRef } from '#shared/features/supplies/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { mayHold } from '#backend/features/custody/index.ts';
import { getPerson } from '#backend/features/people/index.ts';

/** What a recipient is known by. */
export async function nameOfRecipient(db: Db, recipient: RecipientRef): Promise<string> {
  switch (recipient.kind) {
    case 'person':
      return (await getPerson(db, recipient.id)).name;
    case 'team': {
      const { id } = recipient;
      const team = await db.selectFrom('department').select('name').where('id', '=', id).executeTakeFirst();
      if (!team) throw notFound('department', id);
      return team.name;
    }
    case 'asset':
      return (await getAssetRow(db, recipient.id, false)).tag;
    case 'work':
      return recipient.name;
  }
}

/** @throws Failure CUSTODIAN_GONE for a person who has left: the same rule as for assets. */
export async function refuseGone(db: Db, recipient: RecipientRef, now: string): Promise<void> {
  if (recipient.kind !== 'person') return;
  const person = await getPerson(db, recipient.id);
  if (!mayHold(person, dayOf(now))) throw new Failure('CUSTODIAN_GONE', { name: person.name, endsOn: person.endsOn });
}
