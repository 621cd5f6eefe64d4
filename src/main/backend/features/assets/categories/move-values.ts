import { Buffer } from 'node:buffer';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Field } from '#shared/features/assets/fields.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret, sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { mayJoin } from './merge-fields.ts';

/** Assets of these categories that can still be changed. */
const openAssetsIn = (categoryIds: readonly number[]): RawBuilder<unknown> =>
  sql`SELECT id FROM asset WHERE status <> 'disposed' AND category_id IN (${sql.join(categoryIds)})`;

/** Fields of which some value stands in a unique field of the same name already, with another asset. */
export async function findClashes(
  db: Db,
  lost: readonly Field[],
  target: readonly Field[],
  categoryIds: readonly number[],
): Promise<Set<number>> {
  const clashes = new Set<number>();
  for (const field of lost) {
    const into = target.find((each) => each.unique && mayJoin(field, each));
    if (into === undefined) continue;
    const { rows } = await sql<{ clash: number }>`
      SELECT EXISTS (SELECT 1 FROM field_value AS moving JOIN field_value AS there
        ON there.field_id = ${into.id} AND there.unique_value = moving.entered AND there.asset_id <> moving.asset_id
        WHERE moving.field_id = ${field.id} AND moving.asset_id IN (${openAssetsIn(categoryIds)})) AS clash`.execute(
      rawExecutor(db),
    );
    if (rows[0]?.clash === 1) clashes.add(field.id);
  }
  return clashes;
}

/** Puts the values of one field into another of the same kind; the emptied field is archived when it was the category's own. */
export async function moveValues(
  command: CommandContext,
  field: Field,
  into: Field,
  { subtree, ownerId, mergeId }: { subtree: readonly number[]; ownerId: number; mergeId: number },
): Promise<void> {
  const { tx, now } = command;
  const assets = openAssetsIn(subtree);
  await recordValues(command, mergeId, field, into, assets);
  if (field.type === 'secret') {
    await sealAnew(command, field, into, assets);
    await noteSeals(command, mergeId, field);
  } else
    await sql`INSERT OR REPLACE INTO field_value
      (asset_id, field_id, entered, text_value, number_value, integer_value, currency, unique_value, original)
      SELECT asset_id, ${into.id}, entered, text_value, number_value, integer_value, currency,
        ${into.unique ? sql`entered` : sql`NULL`}, original
      FROM field_value WHERE field_id = ${field.id} AND asset_id IN (${assets})`.execute(tx);
  await sql`DELETE FROM field_value WHERE field_id = ${field.id} AND asset_id IN (${assets})`.execute(tx);
  const missing = field.choices.filter((choice) => !into.choices.includes(choice));
  if (missing.length > 0)
    await tx
      .updateTable('field')
      .set({ choices: JSON.stringify([...into.choices, ...missing]) })
      .where('id', '=', into.id)
      .execute();
  if (field.categoryId === ownerId)
    await tx.updateTable('field').set({ archived_at: now }).where('id', '=', field.id).execute();
}

/** A sealed value is bound to its field: it is opened and sealed for the other one. */
async function sealAnew(
  { tx, backend }: CommandContext,
  field: Field,
  into: Field,
  assets: RawBuilder<unknown>,
): Promise<void> {
  const { dataKey } = openInventoryOf(backend);
  const { rows } = await sql<{ asset_id: number; secret: Uint8Array }>`
    SELECT asset_id, secret FROM field_value
    WHERE field_id = ${field.id} AND secret IS NOT NULL AND asset_id IN (${assets})`.execute(tx);
  for (const { asset_id: assetId, secret } of rows) {
    const text = openSecret(dataKey, sealedColumns.fieldSecret, [assetId, field.id], secret);
    const sealed = sealSecret(dataKey, sealedColumns.fieldSecret, [assetId, into.id], text, backend.surroundings);
    await sql`INSERT OR REPLACE INTO field_value (asset_id, field_id, secret) VALUES (${assetId}, ${into.id}, ${sealed})`.execute(
      tx,
    );
  }
}

/** Hangs a field on another category, after the fields that are there. */
export async function moveField(
  tx: CommandContext['tx'],
  field: Field,
  categoryId: number,
  name: string,
): Promise<void> {
  await tx
    .updateTable('field')
    .set({
      category_id: categoryId,
      name,
      position: sql<number>`(SELECT coalesce(max(position), 0) + 1 FROM field WHERE category_id = ${categoryId})`,
    })
    .where('id', '=', field.id)
    .execute();
}

/** Writes down which values are about to go into another field, and what they overwrite there. */
async function recordValues(
  { tx }: CommandContext,
  mergeId: number,
  field: Field,
  into: Field,
  assets: RawBuilder<unknown>,
): Promise<void> {
  await sql`INSERT INTO category_merge_value (merge_id, asset_id, field_id, into_field_id, entered, replaced)
    SELECT ${mergeId}, moving.asset_id, ${field.id}, ${into.id}, moving.entered,
      CASE WHEN there.asset_id IS NULL THEN NULL ELSE json_object('entered', there.entered, 'text_value', there.text_value,
        'number_value', there.number_value, 'integer_value', there.integer_value, 'currency', there.currency,
        'unique_value', there.unique_value, 'original', there.original, 'secret', hex(there.secret)) END
    FROM field_value AS moving
    LEFT JOIN field_value AS there ON there.asset_id = moving.asset_id AND there.field_id = ${into.id}
    WHERE moving.field_id = ${field.id} AND moving.asset_id IN (${assets})`.execute(tx);
}

/** A secret that was sealed anew is told by its seal whether somebody set another since. */
async function noteSeals({ tx }: CommandContext, mergeId: number, field: Field): Promise<void> {
  await sql`UPDATE category_merge_value SET entered = (SELECT hex(secret) FROM field_value
      WHERE field_value.asset_id = category_merge_value.asset_id AND field_value.field_id = into_field_id)
    WHERE merge_id = ${mergeId} AND field_id = ${field.id}`.execute(tx);
}

interface MovedValue {
  asset_id: number;
  into_field_id: number;
  secret: Uint8Array | null;
  replaced: string | null;
}

interface Replaced {
  entered: string | null;
  text_value: string | null;
  number_value: number | null;
  integer_value: number | null;
  currency: string | null;
  unique_value: string | null;
  original: string | null;
  secret: string | null;
}

/** Puts values back into the field that they came from, and what they had overwritten where it was. */
export async function moveValuesBack(command: CommandContext, mergeId: number, fieldId: number): Promise<void> {
  const { tx, backend } = command;
  const { dataKey } = openInventoryOf(backend);
  const { is_unique: unique } = await tx
    .selectFrom('field')
    .select('is_unique')
    .where('id', '=', fieldId)
    .executeTakeFirstOrThrow();
  const ofMerge = sql`SELECT asset_id FROM category_merge_value WHERE merge_id = ${mergeId} AND field_id = ${fieldId}`;
  const { rows } = await sql<MovedValue>`
    SELECT moved.asset_id, moved.into_field_id, moved.replaced, value.secret FROM category_merge_value AS moved
    JOIN field_value AS value ON value.asset_id = moved.asset_id AND value.field_id = moved.into_field_id
    WHERE moved.merge_id = ${mergeId} AND moved.field_id = ${fieldId}`.execute(tx);
  const [first] = rows;
  if (first === undefined) return;
  const intoId = first.into_field_id;
  await sql`INSERT OR REPLACE INTO field_value
    (asset_id, field_id, entered, text_value, number_value, integer_value, currency, unique_value, original)
    SELECT asset_id, ${fieldId}, entered, text_value, number_value, integer_value, currency,
      ${unique === 1 ? sql`entered` : sql`NULL`}, original
    FROM field_value WHERE field_id = ${intoId} AND secret IS NULL AND asset_id IN (${ofMerge})`.execute(tx);
  await sql`DELETE FROM field_value WHERE field_id = ${intoId} AND asset_id IN (${ofMerge})`.execute(tx);
  for (const { asset_id: assetId, secret, replaced } of rows) {
    if (secret !== null) {
      const text = openSecret(dataKey, sealedColumns.fieldSecret, [assetId, intoId], secret);
      const sealed = sealSecret(dataKey, sealedColumns.fieldSecret, [assetId, fieldId], text, backend.surroundings);
      await sql`INSERT OR REPLACE INTO field_value (asset_id, field_id, secret)
        VALUES (${assetId}, ${fieldId}, ${sealed})`.execute(tx);
    }
    if (replaced === null) continue;
    const { secret: former, ...values } = JSON.parse(replaced) as Replaced;
    await tx
      .insertInto('field_value')
      .values({
        asset_id: assetId,
        field_id: intoId,
        ...values,
        secret: former === null || former === '' ? null : Buffer.from(former, 'hex'),
      })
      .execute();
  }
}
