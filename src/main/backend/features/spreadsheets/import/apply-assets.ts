import { conditions } from '#shared/features/assets/model.ts';
import { assetStatuses, isOnTheWayOut } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findTakenSerials, findTakenTags, insertSearch, registerAssets } from '#backend/features/assets/index.ts';
import type { NewAsset } from '#backend/features/assets/index.ts';
import { takeOverCustodies } from '#backend/features/custody/index.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { text } from './view/register-view.ts';
import { bringOwnValues } from './own-values.ts';
import type { NameRegister } from './register-names.ts';
import { depreciationIn } from './row-depreciation.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';

interface Prepared {
  asset: NewAsset;
  personId: number | null;
}

/**
 * Registers staged rows as assets, with the custodians that they name.
 *
 * @returns what was done, and the rows that were left out because the register got their tag or serial in the meantime.
 */
export async function applyAssets(
  command: CommandContext,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const free = await withoutTaken(command, rows);
  const prepared: Prepared[] = [];
  for (const row of free) prepared.push(await prepare(command, row, names));
  const registered = await registerAssets(
    command,
    prepared.map(({ asset }) => asset),
    'import',
    { search: false },
  );
  const held = prepared.flatMap(({ personId, asset: { condition, placeId } }, index) => {
    const asset = registered[index];
    return personId === null || !asset ? [] : [{ assetId: asset.id, personId, condition, placeId }];
  });
  await takeOverCustodies(command, held);
  await insertSearch(
    command.tx,
    registered.map(({ id }) => id),
  );
  for (const [index, row] of free.entries()) await bringOwnValues(command, row, registered[index]?.id ?? 0, names);
  const registeredNow = new Set(free);
  return {
    leftOut: rows.filter((row) => !registeredNow.has(row)),
    done: free.map(({ rowNumber }, index) => ({
      rowNumber,
      entity: 'asset',
      recordId: registered[index]?.id ?? 0,
      before: null,
    })),
  };
}

async function withoutTaken(command: CommandContext, rows: readonly StagedRow[]): Promise<StagedRow[]> {
  const tags = await findTakenTags(
    command.tx,
    rows.flatMap((row) => text(row.values, 'tag') ?? []),
  );
  const serials = await findTakenSerials(
    command.tx,
    rows.flatMap((row) => text(row.values, 'serial') ?? []),
  );
  if (tags.size === 0 && serials.size === 0) return [...rows];
  const manufacturers = await serialManufacturers(command, [...serials.values()]);
  return rows.filter((row) => {
    const tag = text(row.values, 'tag')?.toLowerCase();
    const serial = text(row.values, 'serial')?.toLowerCase();
    if (tag !== undefined && tags.has(tag)) return false;
    const manufacturer = (text(row.values, 'manufacturer') ?? '').toLowerCase();
    return serial === undefined || !manufacturers.has(`${serial}|${manufacturer}`);
  });
}

async function serialManufacturers(command: CommandContext, assetIds: readonly number[]): Promise<Set<string>> {
  if (assetIds.length === 0) return new Set();
  const rows = await command.tx
    .selectFrom('asset')
    .leftJoin('manufacturer', 'manufacturer.id', 'asset.manufacturer_id')
    .select(['asset.serial', 'manufacturer.name'])
    .where('asset.id', 'in', assetIds)
    .execute();
  return new Set(rows.map((row) => `${(row.serial ?? '').toLowerCase()}|${(row.name ?? '').toLowerCase()}`));
}

export async function referred(
  row: StagedRow,
  key: string,
  find: (name: string) => Promise<number>,
): Promise<number | null> {
  const name = text(row.values, key);
  return name === null ? null : find(name);
}

async function prepare(command: CommandContext, row: StagedRow, names: NameRegister): Promise<Prepared> {
  const manufacturerId = await referred(row, 'manufacturer', (name) => names.manufacturer(command, name));
  const categoryId = await names.category(command, text(row.values, 'category') ?? 'Other hardware');
  const modelName = text(row.values, 'model') ?? text(row.values, 'modelNumber');
  const named = await names.custodian(command, namedCustodian(row));
  const status = await arriving(command, statusOf(row, named !== null), categoryId);
  // Nobody is put in charge of what is on its way out; the name stays beside the asset.
  const personId = isOnTheWayOut(status) ? null : named;
  const purchasedOn = text(row.values, 'purchasedOn');
  const months = row.values['warrantyMonths'];
  const cost = row.values['cost'];
  return {
    personId,
    asset: {
      tag: text(row.values, 'tag'),
      serial: text(row.values, 'serial'),
      name: text(row.values, 'name') ?? text(row.values, 'hostname'),
      categoryId,
      modelId:
        modelName === null
          ? null
          : await names.model(command, {
              name: modelName,
              number: text(row.values, 'modelNumber'),
              manufacturerId,
              categoryId,
            }),
      manufacturerId,
      status,
      condition: conditions.find((condition) => condition === text(row.values, 'condition')) ?? 'good',
      placeId: await referred(row, 'place', (name) => names.place(command, name)),
      supplierId: await referred(row, 'supplier', (name) => names.supplier(command, name)),
      orderNumber: text(row.values, 'orderNumber'),
      purchasedOn,
      cost: typeof cost === 'object' ? cost : null,
      warrantyUntil:
        text(row.values, 'warrantyUntil') ??
        (typeof months === 'number' && purchasedOn !== null ? addMonths(purchasedOn, months) : null),
      endOfLifeOn: text(row.values, 'endOfLifeOn'),
      depreciation: depreciationIn(row.values, null),
      departmentId: await referred(row, 'department', (name) => names.department(command, name)),
      costCentreId: await referred(row, 'costCentre', (name) => names.costCentre(command, name)),
      notes: text(row.values, 'notes'),
      externalId: text(row.values, 'externalId'),
      extras: {
        ...row.extras,
        ...withoutField(row, purchasedOn),
        ...(named !== null && personId === null ? { custodian: text(row.values, 'custodianName') ?? '' } : {}),
      },
    },
  };
}

export function namedCustodian({ values }: StagedRow): {
  username: string | null;
  email: string | null;
  name: string | null;
} {
  return {
    username: text(values, 'custodianUsername'),
    email: text(values, 'custodianEmail'),
    name: text(values, 'custodianName'),
  };
}

/**
 * What holds data has left when that is proved, and a file proves nothing: such a row comes in on its way out, and
 * whoever has the certificate brings it to its end.
 */
async function arriving({ tx }: CommandContext, status: AssetStatus, categoryId: number): Promise<AssetStatus> {
  if (status !== 'disposed') return status;
  const category = await tx.selectFrom('category').select('holds_data').where('id', '=', categoryId).executeTakeFirst();
  return category?.holds_data === 1 ? 'retiring' : status;
}

/** Somebody who has it makes it used; a status on the way out or being looked for stays as the file says. */
function statusOf(row: StagedRow, hasCustodian: boolean): AssetStatus {
  const named = assetStatuses.find((status) => status === text(row.values, 'status')) ?? null;
  if (hasCustodian && (named === null || named === 'in_stock' || named === 'in_preparation' || named === 'ordered'))
    return 'in_use';
  return named ?? 'in_stock';
}

/** Values that have no column in the register yet are kept beside it, under their field's name. */
export function withoutField(row: StagedRow, purchasedOn: string | null): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const key of ['company', 'macAddress', 'imei', 'quantity', 'custodianUsername', 'custodianEmail']) {
    const value = row.values[key];
    if (value !== undefined && typeof value !== 'object') kept[key] = String(value);
  }
  const hostname = text(row.values, 'hostname');
  if (hostname !== null && text(row.values, 'name') !== null) kept['hostname'] = hostname;
  const months = row.values['warrantyMonths'];
  if (typeof months === 'number' && purchasedOn === null) kept['warrantyMonths'] = String(months);
  return kept;
}
