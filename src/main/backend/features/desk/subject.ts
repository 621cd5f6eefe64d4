import type { Transaction } from 'kysely';
import type { DeskSubject } from '#shared/features/desk/contract.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { countHeldBy } from '#backend/features/custody/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';

/** The person or place that the following scans are about, as the desk shows it. */
export async function loadSubject(
  db: Reader | Transaction<Schema>,
  { kind, id }: { kind: 'person' | 'place'; id: number },
): Promise<DeskSubject> {
  if (kind === 'place') {
    const place = await getPlace(db, id);
    return { kind, id, name: place.name, detail: place.path, assetsHeld: place.assetsHere };
  }
  const person = await getPerson(db, id);
  const detail = [person.employeeNumber, person.department?.name].filter(Boolean).join(' · ');
  return { kind, id, name: person.name, detail: detail || null, assetsHeld: await countHeldBy(db, { kind, id }) };
}
