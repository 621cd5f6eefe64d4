import type { PlaceDetails } from '#shared/features/places/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { whenPlaceRenamed } from './lifecycle.ts';
import { archivePlaceRow, countInPlace, findPlaceByCode, getPlace, insertPlace, updatePlaceRow } from './repository.ts';
import { mayStandIn, placeCodeOf } from './rules.ts';

export async function createPlace(command: CommandContext, details: PlaceDetails): Promise<{ id: number }> {
  await checkPlace(command, details, null);
  const code = details.code ?? (await freeCode(command));
  const id = await insertPlace(command, { ...details, code });
  await command.record({ event: 'places.created', subject: `place:${id}`, data: { after: { ...details, code } } });
  command.changed('places');
  return { id };
}

export async function updatePlace(
  command: CommandContext,
  { id, version, ...details }: PlaceDetails & { id: number; version: number },
): Promise<void> {
  const before = await getPlace(command.tx, id);
  await checkPlace(command, details, id);
  const code = details.code ?? before.code;
  if (!(await updatePlaceRow(command.tx, id, version, { ...details, code }))) {
    throw new Failure('CHANGED_MEANWHILE', { entity: 'place', id });
  }
  const { parentId, kind, name, notes } = before;
  await command.record({
    event: 'places.changed',
    subject: `place:${id}`,
    data: { before: { parentId, kind, name, code: before.code, notes }, after: { ...details, code } },
  });
  if (details.name !== before.name) for (const react of whenPlaceRenamed) await react(command, id);
  command.changed('places', 'assets');
}

export async function archivePlace(command: CommandContext, { id }: { id: number }): Promise<void> {
  const place = await getPlace(command.tx, id);
  const inside = await countInPlace(command.tx, id);
  if (inside.assets > 0 || inside.places > 0 || inside.articles > 0) throw new Failure('NOT_EMPTY', inside);
  await archivePlaceRow(command.tx, id, command.now);
  await command.record({
    event: 'places.archived',
    subject: `place:${id}`,
    data: { name: place.name, code: place.code },
  });
  command.changed('places');
}

/** @throws Failure PARENT_ARCHIVED: what stands in a place must stand in one that is there. */
export async function restorePlace(command: CommandContext, { id }: { id: number }): Promise<void> {
  const place = await getPlace(command.tx, id);
  if (!place.archived) return;
  const parent = place.parentId === null ? null : await getPlace(command.tx, place.parentId);
  if (parent?.archived) throw new Failure('PARENT_ARCHIVED', { name: parent.name });
  await archivePlaceRow(command.tx, id, null);
  await command.record({
    event: 'places.restored',
    subject: `place:${id}`,
    data: { name: place.name, code: place.code },
  });
  command.changed('places');
}

/** Takes a place away that an undone import had added and nothing else uses; the database refuses any other. */
export async function withdrawPlace(command: CommandContext, id: number): Promise<void> {
  const { name } = await command.tx.selectFrom('place').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  withdrawRows(openInventoryOf(command.backend).sqlite, { table: 'place', label: 'name' }, [id], command.now);
  await command.record({ event: 'places.withdrawn', subject: `place:${id}`, data: { before: { name } } });
  command.changed('places');
}

async function checkPlace(command: CommandContext, details: PlaceDetails, self: number | null): Promise<void> {
  if (details.code !== null) {
    const namesake = await findPlaceByCode(command.tx, details.code);
    if (namesake && namesake.id !== self) {
      throw new Failure('CODE_TAKEN', { code: details.code, placeId: namesake.id, name: namesake.name });
    }
  }
  if (details.parentId === null) return;
  // Only something wider can be the parent, so a place can never stand in itself, however deep.
  const parent = await getPlace(command.tx, details.parentId);
  if (!mayStandIn(details.kind, parent.kind)) {
    throw new Failure('PARENT_NOT_WIDER', { kind: details.kind, parentKind: parent.kind });
  }
}

async function freeCode(command: CommandContext): Promise<string> {
  for (;;) {
    const code = placeCodeOf(await takeNumbers(command.tx, 'place'));
    if (!(await findPlaceByCode(command.tx, code))) return code;
  }
}
