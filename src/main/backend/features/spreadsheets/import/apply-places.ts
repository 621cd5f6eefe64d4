import { placeKinds } from '#shared/features/places/contract.ts';
import type { PlaceDetails, PlaceKind } from '#shared/features/places/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { createPlace, findPlaceByCode, getPlace, updatePlace } from '#backend/features/places/index.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';
import { segmentsOf, usualKind } from './view/place-path.ts';
import { text } from './view/register-view.ts';

/** What a place was before an import changed it. */
export interface FormerPlace {
  details: PlaceDetails;
}

/** Adds staged rows to the tree of places; what they stand in comes before them. @returns as applyAssets does */
export async function applyPlaces(
  command: CommandContext,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const applied: Applied = { done: [], leftOut: [] };
  for (const row of rows) {
    const parent = await parentOf(command, row, names);
    const details = {
      parentId: parent?.id ?? null,
      kind: kindOf(row) ?? usualKind(parent?.kind ?? null, false) ?? 'bin',
      name: nameOf(row) ?? '',
      code: text(row.values, 'code'),
      notes: text(row.values, 'notes'),
    };
    try {
      const { id } = await createPlace(command, details);
      const place = await getPlace(command.tx, id);
      names.learnPlace(place);
      applied.done.push({ rowNumber: row.rowNumber, entity: 'place', recordId: id, before: null });
    } catch (error) {
      // Refused before anything is written: somebody took the code, or moved what it stands in.
      if (!(error instanceof Failure)) throw error;
      applied.leftOut.push(row);
    }
  }
  return applied;
}

function nameOf({ values }: StagedRow): string | null {
  const path = text(values, 'path');
  return text(values, 'name') ?? (path === null ? null : (segmentsOf(path).at(-1) ?? null));
}

function kindOf({ values }: StagedRow): PlaceKind | undefined {
  return placeKinds.find((kind) => kind === text(values, 'kind'));
}

/** What the row says that it stands in: by its path, else by a code, else by a name. */
async function parentOf(
  command: CommandContext,
  { values }: StagedRow,
  names: NameRegister,
): Promise<{ id: number; kind: PlaceKind } | null> {
  const above = segmentsOf(text(values, 'path') ?? '').slice(0, -1);
  if (above.length > 0) return getPlace(command.tx, await names.placeAt(command, above));
  const parentCode = text(values, 'parentCode');
  const known = parentCode === null ? undefined : await findPlaceByCode(command.tx, parentCode);
  if (known !== undefined) return getPlace(command.tx, known.id);
  const parent = text(values, 'parent');
  return parent === null ? null : getPlace(command.tx, await names.placeAt(command, segmentsOf(parent)));
}

/** Does to a place what the check of the file had announced. @returns as changeAsset does */
export async function changePlace(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
): Promise<FormerPlace | null> {
  const { target, values } = row;
  if (target === null) return null;
  const place = await getPlace(command.tx, target.id);
  if (place.version !== target.version) return null;
  const changed = new Set(target.changes.map(({ field }) => field));
  const { parentId, kind, name, code, notes } = place;
  const moves = ['path', 'parent', 'parentCode'].some((field) => changed.has(field));
  const details: PlaceDetails = {
    parentId: moves ? ((await parentOf(command, row, names))?.id ?? null) : parentId,
    kind: changed.has('kind') ? (kindOf(row) ?? kind) : kind,
    name: changed.has('name') || changed.has('path') ? (nameOf(row) ?? name) : name,
    code: changed.has('code') ? text(values, 'code') : code,
    notes: changed.has('notes') ? text(values, 'notes') : notes,
  };
  try {
    await updatePlace(command, { id: place.id, version: place.version, ...details });
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
  names.learnPlace(await getPlace(command.tx, place.id));
  return { details: { parentId, kind, name, code, notes } };
}

export async function restorePlace(command: CommandContext, id: number, { details }: FormerPlace): Promise<void> {
  const { version } = await getPlace(command.tx, id);
  await updatePlace(command, { id, version, ...details });
}
