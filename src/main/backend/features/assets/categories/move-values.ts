import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Field } from '#shared/features/assets/fields.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { openSecret, sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { identityOfSecret } from '../reveal-secret.ts';
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
  categoryIds: readonly number[],
  ownerId: number,
): Promise<void> {
  const { tx, now } = command;
  const assets = openAssetsIn(categoryIds);
  if (field.type === 'secret') await sealAnew(command, field, into, assets);
  else
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
    const text = openSecret(dataKey, identityOfSecret(assetId, field.id), secret);
    const sealed = sealSecret(dataKey, identityOfSecret(assetId, into.id), text, backend.surroundings);
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
