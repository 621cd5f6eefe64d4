import type { AssetDetails, Identifier, Movement } from '#shared/features/assets/model.ts';
import { isWarrantyPlausible } from '#shared/features/assets/day-order.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { nextId } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { categoriesInUse } from './categories/category-in-use.ts';
import { depreciationInWords, depreciationOf, depreciationValues } from './depreciation-columns.ts';
import { findTakenTags, moveCount, serialOwnerOn } from './repository.ts';
import { insertSearch } from './search-index.ts';
import { insertIdentifiers, refuseTakenIdentifiers } from './identifiers.ts';
import { takeBackWithdrawn } from './withdraw-assets.ts';
import { epcHexOf, readTagSchemes, reservedNumbers, takeTags } from './tags.ts';

export interface NewAsset extends AssetDetails {
  /** Null takes the next tag of the scheme. */
  tag: string | null;
  placeId: number | null;
  status?: AssetStatus;
  externalId?: string | null;
  /** MAC addresses, IMEIs and other numbers of the unit; its EPC is added here when the scheme has one. */
  identifiers?: readonly Identifier[];
  /** Running number of a tag that was taken from the scheme before. */
  tagNumber?: number | null;
  extras?: Record<string, string>;
}

/**
 * Puts assets into the register, one or thousands: tag, row, journal entry,
 * movement, counts and search rows in the transaction of the command.
 *
 * @param search false when the caller writes the search rows himself, because the assets get custodians first.
 * @returns identifier and tag of each, in order.
 * @throws Failure TAG_TAKEN, SERIAL_TAKEN, INVALID_INPUT when a warranty ends before its purchase.
 */
export async function registerAssets(
  command: CommandContext,
  assets: readonly NewAsset[],
  how: Movement['how'],
  { search }: { search: boolean } = { search: true },
): Promise<{ id: number; tag: string }[]> {
  if (assets.length === 0) return [];
  const { tx, now } = command;
  const named = await nameAssets(command, assets);
  named.forEach(refuseEarlyWarranty);
  const tagged = await tagAssets(command, named);
  await refuseTaken(command, tagged);
  const { sqlite } = openInventoryOf(command.backend);
  const returning = takeBackWithdrawn(
    sqlite,
    tagged.map(({ tag }) => tag),
    now,
  );
  const next = nextId(sqlite, 'asset');
  const ids = insertRows(
    sqlite,
    'asset',
    tagged.map((asset, index) => ({
      id: returning.get(asset.tag.toLowerCase()) ?? next + index,
      ...assetValues(asset, now),
    })),
  );
  const seqs = command.journal.appendAll(
    tagged.map((asset, index) => ({
      event: 'assets.registered',
      subject: `asset:${ids[index]}`,
      data: { after: journalled(asset), ...(returning.has(asset.tag.toLowerCase()) ? { returned: true } : {}) },
    })),
  );
  const places = await placeNames(command, tagged);
  insertRows(
    sqlite,
    'movement',
    tagged.map((asset, index) => ({
      asset_id: ids[index] ?? 0,
      at: now,
      kind: 'registered' as const,
      from_text: null,
      to_text: asset.placeId === null ? null : (places.get(asset.placeId) ?? null),
      reason: null,
      operator_id: command.actor.operatorId,
      how,
      journal_seq: seqs[index] ?? 0,
    })),
  );
  await insertIdentifiers(
    tx,
    tagged.map(({ identifiers }, index) => ({ assetId: ids[index] ?? 0, identifiers })),
  );
  await countRegistered(command, tagged);
  if (search) await insertSearch(tx, ids);
  command.changed('assets');
  return tagged.map((asset, index) => ({ id: ids[index] ?? 0, tag: asset.tag }));
}

/** @throws Failure INVALID_INPUT */
export function refuseEarlyWarranty(days: Pick<AssetDetails, 'purchasedOn' | 'warrantyUntil'>): void {
  if (isWarrantyPlausible(days)) return;
  throw new Failure('INVALID_INPUT', { issues: [{ path: ['warrantyUntil'], code: 'WARRANTY_BEFORE_PURCHASE' }] });
}

/** Files assets where their category went, gives nameless ones the name of their model or category, and fills warranty and depreciation from the model. */
async function nameAssets(
  command: CommandContext,
  assets: readonly NewAsset[],
): Promise<(NewAsset & { name: string })[]> {
  const models = new Map(
    (
      await command.tx
        .selectFrom('model')
        .leftJoin('manufacturer', 'manufacturer.id', 'model.manufacturer_id')
        .selectAll('model')
        .select('manufacturer.name as manufacturer')
        .execute()
    ).map((model) => [model.id, model]),
  );
  const categoryInUse = await categoriesInUse(command.tx);
  return assets.map((asset) => {
    const category = categoryInUse(asset.categoryId);
    const model = asset.modelId === null ? undefined : models.get(asset.modelId);
    const modelName = model && [model.manufacturer, model.name].filter(Boolean).join(' ');
    const months = model?.warranty_months ?? null;
    return {
      ...asset,
      categoryId: category.id,
      name: asset.name ?? modelName ?? category.name,
      warrantyUntil:
        asset.warrantyUntil ??
        (months !== null && asset.purchasedOn !== null ? addMonths(asset.purchasedOn, months) : null),
      depreciation: asset.depreciation ?? (model === undefined ? null : depreciationOf(model)),
    };
  });
}

/** Gives each asset its tag and, where the scheme has one, its EPC. @throws Failure TAG_RELEASED */
async function tagAssets<Named extends NewAsset>(
  { tx, now }: CommandContext,
  assets: readonly Named[],
): Promise<(Named & { tag: string; identifiers: readonly Identifier[] })[]> {
  const { schemeOf } = await readTagSchemes(tx, now);
  const allocated = await takeTags(
    tx,
    assets.filter((asset) => asset.tag === null),
    now,
  );
  const given = assets.flatMap(({ tag }) => (tag === null ? [] : [tag]));
  const reserved = await reservedNumbers(tx, given);
  return assets.map((asset) => {
    const taken = asset.tag === null ? allocated.shift() : undefined;
    const tag = asset.tag ?? taken?.tag ?? '';
    const roll = reserved.get(tag.toLowerCase());
    if (roll?.released === true) throw new Failure('TAG_RELEASED', { tag });
    const hex = epcHexOf(schemeOf(asset.categoryId), tag, taken?.number ?? asset.tagNumber ?? roll?.number ?? null);
    const epc: Identifier[] = hex === null ? [] : [{ kind: 'epc', value: hex }];
    return { ...asset, tag, identifiers: [...(asset.identifiers ?? []), ...epc] };
  });
}

async function refuseTaken(command: CommandContext, assets: readonly (NewAsset & { tag: string })[]): Promise<void> {
  const taken = await findTakenTags(
    command.tx,
    assets.map((asset) => asset.tag),
  );
  const [clash] = taken;
  if (clash) throw new Failure('TAG_TAKEN', { tag: clash[0].toUpperCase(), assetId: clash[1] });
  const serialOwner = serialOwnerOn(openInventoryOf(command.backend).sqlite);
  for (const { serial, manufacturerId } of assets) {
    const owner = serial === null ? null : serialOwner(serial, manufacturerId);
    if (owner) throw new Failure('SERIAL_TAKEN', { serial, assetId: owner.id, tag: owner.tag });
  }
  await refuseTakenIdentifiers(
    command.tx,
    assets.flatMap(({ identifiers = [] }) => identifiers),
  );
}

/** One serial of one manufacturer stands for one asset. */
export async function refuseTakenSerial(
  command: CommandContext,
  serial: string,
  manufacturerId: number | null,
  self: number | null,
): Promise<void> {
  const owner = await command.tx
    .selectFrom('asset')
    .select(['id', 'tag'])
    .where('serial', '=', serial)
    .where('manufacturer_id', manufacturerId === null ? 'is' : '=', manufacturerId)
    .executeTakeFirst();
  if (owner && owner.id !== self) throw new Failure('SERIAL_TAKEN', { serial, assetId: owner.id, tag: owner.tag });
}

function assetValues(asset: NewAsset & { name: string; tag: string }, now: string) {
  return {
    ...detailValues(asset, asset.name),
    tag: asset.tag,
    status: asset.status ?? ('in_stock' as const),
    place_id: asset.placeId,
    external_id: asset.externalId ?? null,
    extras: JSON.stringify(asset.extras ?? {}),
    last_seen_at: null,
    created_at: now,
    updated_at: now,
  };
}

/** The columns that a form edits. */
export function detailValues(details: AssetDetails, name: string) {
  return {
    serial: details.serial,
    name,
    category_id: details.categoryId,
    model_id: details.modelId,
    manufacturer_id: details.manufacturerId,
    condition: details.condition,
    supplier_id: details.supplierId,
    order_number: details.orderNumber,
    purchased_on: details.purchasedOn,
    cost_minor: details.cost?.minor ?? null,
    cost_currency: details.cost?.currency ?? null,
    warranty_until: details.warrantyUntil,
    end_of_life_on: details.endOfLifeOn,
    department_id: details.departmentId,
    cost_centre_id: details.costCentreId,
    notes: details.notes,
    ...depreciationValues(details.depreciation ?? null),
  };
}

/** Facts for the journal: what is set, nothing that is empty. */
function journalled(asset: NewAsset & { name: string; tag: string }): Record<string, string | number> {
  const { extras, cost, depreciation, identifiers, tagNumber: _number, ...facts } = asset;
  const set = Object.entries(facts).filter(
    (entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== undefined,
  );
  const money = cost ? [['cost', `${cost.minor} ${cost.currency}`] as const] : [];
  const written = depreciation ? [['depreciation', depreciationInWords(depreciation)] as const] : [];
  const kept = Object.entries(extras ?? {}).map(([heading, value]) => [`extra ${heading}`, value] as const);
  const numbers = Map.groupBy(identifiers ?? [], ({ kind }) => kind);
  const named = [...numbers].map(([kind, all]) => [kind, all.map(({ value }) => value).join(', ')] as const);
  return Object.fromEntries([...set, ...money, ...written, ...named, ...kept]);
}

async function placeNames(command: CommandContext, assets: readonly NewAsset[]): Promise<Map<number, string>> {
  if (assets.every((asset) => asset.placeId === null)) return new Map();
  const rows = await command.tx.selectFrom('place').select(['id', 'name']).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function countRegistered(command: CommandContext, assets: readonly NewAsset[]): Promise<void> {
  const groups = Map.groupBy(assets, (asset) => `${asset.status ?? 'in_stock'} ${asset.categoryId}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first) await moveCount(command.tx, first.categoryId, null, first.status ?? 'in_stock', group.length);
  }
}
