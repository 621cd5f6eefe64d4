import { sql } from 'kysely';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode, getAssetRow } from '#backend/features/assets/index.ts';
import { findPersonByCode } from '#backend/features/people/index.ts';
import { findPlaceByCode } from '#backend/features/places/index.ts';
import { getKitRow, listKitOut } from './repository.ts';

type KitContent = { assetId: number } | { categoryId: number; quantity: number };

interface SavedKit {
  id: number | null;
  name: string;
  code: string | null;
  content: readonly KitContent[];
  version: number | null;
}

/**
 * Makes a kit, or says anew what belongs to it. An asset is a fixed part of one kit at most.
 *
 * @throws Failure NAME_TAKEN, KIT_CODE_TAKEN, IN_OTHER_KIT, CHANGED_MEANWHILE.
 */
export async function saveKit(command: CommandContext, kit: SavedKit): Promise<{ id: number; code: string }> {
  const { tx } = command;
  const before = kit.id === null ? null : await getKitRow(tx, kit.id);
  if (before && before.version !== kit.version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'kit', id: before.id });
  await refuseTakenName(tx, kit);
  const code = await codeFor(command, kit, before?.code ?? null);
  const values = { name: kit.name, code };
  const id = before
    ? await updateKit(command, before.id, { ...values, version: before.version + 1 })
    : (
        await tx
          .insertInto('kit')
          .values({ ...values, archived_at: null })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
  await tx.deleteFrom('kit_part').where('kit_id', '=', id).execute();
  const words: string[] = [];
  for (const [index, part] of kit.content.entries()) words.push(await insertPart(command, id, index + 1, part));
  await command.record({
    event: 'loans.kitSaved',
    subject: `kit:${id}`,
    data: { name: kit.name, code, content: words.join(', ') },
  });
  command.changed('loans');
  return { id, code };
}

async function updateKit(
  { tx }: CommandContext,
  id: number,
  values: { name: string; code: string; version: number },
): Promise<number> {
  await tx.updateTable('kit').set(values).where('id', '=', id).execute();
  return id;
}

async function refuseTakenName(db: Db, { id, name }: SavedKit): Promise<void> {
  const other = await db
    .selectFrom('kit')
    .select('id')
    .where(sql<boolean>`name = ${name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (other && other.id !== id) throw new Failure('NAME_TAKEN', { name });
}

/** A code that names nothing else: a scan must mean one thing. */
async function codeFor(command: CommandContext, { id, code }: SavedKit, before: string | null): Promise<string> {
  if (code !== null && code !== '') {
    const isOwn = before !== null && before.toUpperCase() === code.toUpperCase();
    if (!isOwn && (await isTaken(command.tx, code, id))) throw new Failure('KIT_CODE_TAKEN', { code });
    return code;
  }
  if (before !== null) return before;
  for (;;) {
    const made = `KIT-${String(await takeNumbers(command.tx, 'kit')).padStart(4, '0')}`;
    if (!(await isTaken(command.tx, made, id))) return made;
  }
}

async function isTaken(db: Db, code: string, id: number | null): Promise<boolean> {
  const row = await db
    .selectFrom('kit')
    .select('id')
    .where(sql<boolean>`code = ${code} COLLATE NOCASE`)
    .executeTakeFirst();
  if (row && row.id !== id) return true;
  if ((await findByCode(db, code, false)).length > 0) return true;
  return (await findPersonByCode(db, code)) !== undefined || (await findPlaceByCode(db, code)) !== undefined;
}

async function insertPart({ tx }: CommandContext, kitId: number, position: number, part: KitContent): Promise<string> {
  const place = { kit_id: kitId, position };
  if ('assetId' in part) {
    const asset = await getAssetRow(tx, part.assetId, false);
    const other = await tx
      .selectFrom('kit_part')
      .innerJoin('kit', 'kit.id', 'kit_part.kit_id')
      .select('kit.name')
      .where('kit_part.asset_id', '=', asset.id)
      .executeTakeFirst();
    if (other) throw new Failure('IN_OTHER_KIT', { tag: asset.tag, name: other.name });
    await tx
      .insertInto('kit_part')
      .values({ ...place, asset_id: asset.id, category_id: null, quantity: 1 })
      .execute();
    return asset.tag;
  }
  const { categoryId, quantity } = part;
  const category = await tx.selectFrom('category').select('name').where('id', '=', categoryId).executeTakeFirst();
  if (!category) throw notFound('category', categoryId);
  await tx
    .insertInto('kit_part')
    .values({ ...place, asset_id: null, category_id: categoryId, quantity })
    .execute();
  return `${quantity} × ${category.name}`;
}

/**
 * Gives a kit up; its assets stay what they are. Its code is not given to another one.
 *
 * @throws Failure KIT_OUT while somebody has it.
 */
export async function archiveKit(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx, now } = command;
  const kit = await getKitRow(tx, id);
  const [out] = await listKitOut(tx, id);
  if (out) throw new Failure('KIT_OUT', { name: kit.name, holder: out.holder });
  await tx.deleteFrom('kit_part').where('kit_id', '=', id).execute();
  await tx.updateTable('kit').set({ archived_at: now }).where('id', '=', id).execute();
  await command.record({ event: 'loans.kitArchived', subject: `kit:${id}`, data: { name: kit.name, code: kit.code } });
  command.changed('loans');
}
