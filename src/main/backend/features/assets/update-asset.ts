import type { Asset, AssetDetails } from '#shared/features/assets/model.ts';
import type { FieldTexts } from '#shared/features/assets/fields.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { lastChangeOf } from '#backend/kernel/journal/last-change.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { categoriesInUse } from './categories/category-in-use.ts';
import { detailValues, refuseEarlyWarranty, refuseTakenSerial } from './register-assets.ts';
import { moveCount } from './repository.ts';
import { differenceOf } from './rules.ts';
import { refreshSearch } from './search-index.ts';
import { setFieldValues } from './set-field-values.ts';
import { getAsset } from './select-rows.ts';

export async function updateAsset(
  command: CommandContext,
  { id, version, fields, ...input }: AssetDetails & { id: number; version: number; fields?: FieldTexts | undefined },
  /** Further facts for the journal. */
  facts: Record<string, number> = {},
): Promise<void> {
  const { tx, actor } = command;
  const before = await getAsset(tx, id, true);
  if (isClosed(before.status)) throw new Failure('ASSET_CLOSED', { tag: before.tag });
  if (before.version !== version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'asset', id, ...(await lastChangeOf(tx, `asset:${id}`)) });
  // Somebody who can't see the cost sends none, and must not wipe it out.
  const seen = actor.may('asset.cost.view')
    ? input
    : { ...input, cost: before.cost, depreciation: before.depreciation };
  const details = { ...seen, depreciation: seen.depreciation === undefined ? before.depreciation : seen.depreciation };
  if (details.categoryId !== before.category.id) (await categoriesInUse(tx))(details.categoryId);
  const name = details.name ?? before.name;
  if (details.serial !== null) await refuseTakenSerial(command, details.serial, details.manufacturerId, id);
  const difference = differenceOf(detailsOf(before), { ...details, name });
  const { purchasedOn, warrantyUntil } = { ...difference?.after };
  if (purchasedOn !== undefined || warrantyUntil !== undefined) refuseEarlyWarranty(details);
  // Who changes other facts only, is not asked for fields that became required meanwhile.
  const values =
    fields === undefined
      ? { before: {}, after: {} }
      : await setFieldValues(command, { id, categoryId: details.categoryId, isNew: false }, fields);
  const changedValues = Object.keys({ ...values.before, ...values.after }).length > 0;
  if (!difference && !changedValues) return;
  await tx
    .updateTable('asset')
    .set({ ...detailValues(details, name), updated_at: command.now, version: version + 1 })
    .where('id', '=', id)
    .execute();
  if (details.categoryId !== before.category.id) {
    await moveCount(tx, before.category.id, before.status, null);
    await moveCount(tx, details.categoryId, null, before.status);
  }
  await command.record({
    event: 'assets.changed',
    subject: `asset:${id}`,
    data: {
      tag: before.tag,
      ...facts,
      before: { ...difference?.before, ...values.before },
      after: { ...difference?.after, ...values.after },
    },
  });
  await refreshSearch(tx, [id]);
  command.changed('assets');
}

/** Changes some of an asset's details and leaves the others as they are. @throws Failure as {@link updateAsset} does */
export async function changeDetails(
  command: CommandContext,
  id: number,
  change: Partial<AssetDetails>,
  { fields, facts }: { fields?: FieldTexts; facts?: Record<string, number> } = {},
): Promise<void> {
  const asset = await getAsset(command.tx, id, true);
  await updateAsset(command, { ...detailsOf(asset), ...change, fields, id, version: asset.version }, facts);
}

/** What stands beside an asset's fields: the identifier of another system and columns of an imported file. */
interface Beside {
  externalId?: string | null;
  /** By heading; null takes the column away. */
  extras?: Readonly<Record<string, string | null>>;
}

/** Changes what stands beside an asset's fields. @returns what stood there, for {@link changeBeside} to put back */
export async function changeBeside(command: CommandContext, id: number, change: Beside): Promise<Beside> {
  const { tx, now } = command;
  const row = await tx
    .selectFrom('asset')
    .select(['tag', 'external_id', 'extras', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const present = JSON.parse(row.extras) as Record<string, string>;
  const changed = Object.keys(change.extras ?? {});
  const former: Beside = {
    ...(change.externalId === undefined ? {} : { externalId: row.external_id }),
    extras: Object.fromEntries(changed.map((heading) => [heading, present[heading] ?? null])),
  };
  const extras = Object.entries({ ...present, ...change.extras }).filter(([, value]) => value !== null);
  await tx
    .updateTable('asset')
    .set({
      external_id: change.externalId === undefined ? row.external_id : change.externalId,
      extras: JSON.stringify(Object.fromEntries(extras)),
      updated_at: now,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  const facts = ({ externalId, extras: columns }: Beside) => ({
    ...(externalId === undefined ? {} : { externalId }),
    ...Object.fromEntries(Object.entries(columns ?? {}).map(([heading, value]) => [`extra ${heading}`, value])),
  });
  await command.record({
    event: 'assets.changed',
    subject: `asset:${id}`,
    data: { tag: row.tag, before: facts(former), after: facts(change) },
  });
  command.changed('assets');
  return former;
}

export function detailsOf(asset: Asset): AssetDetails & { name: string } {
  return {
    name: asset.name,
    serial: asset.serial,
    categoryId: asset.category.id,
    modelId: asset.modelId,
    manufacturerId: asset.manufacturerId,
    condition: asset.condition,
    supplierId: asset.supplier?.id ?? null,
    orderNumber: asset.orderNumber,
    purchasedOn: asset.purchasedOn,
    cost: asset.cost,
    warrantyUntil: asset.warrantyUntil,
    endOfLifeOn: asset.endOfLifeOn,
    departmentId: asset.departmentId,
    costCentreId: asset.costCentre?.id ?? null,
    notes: asset.notes,
    depreciation: asset.depreciation,
  };
}
