import type { Asset, AssetDetails } from '#shared/features/assets/model.ts';
import { conditions } from '#shared/features/assets/model.ts';
import { assetStatuses, mayBecome } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  applyMovement,
  changeBeside,
  changeDetails,
  detailsOf,
  findTakenSerials,
  getAsset,
} from '#backend/features/assets/index.ts';
import { beforeTaken, checkOut, mayHold, moveAsset, reverseSteps } from '#backend/features/custody/index.ts';
import type { CustodyStep } from '#backend/features/custody/index.ts';
import { findFreezing } from '#backend/features/incidents/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { namedCustodian, referred, withoutField } from './apply-assets.ts';
import { LeftOut, orLeftOut } from './left-out.ts';
import { bringOwnValues, restoreOwnValues } from './own-values.ts';
import type { FormerValues } from './own-values.ts';
import type { NameRegister } from './register-names.ts';
import { depreciationIn, depreciationKeys } from './row-depreciation.ts';
import type { StagedRow } from './staging.ts';
import { text } from './view/register-view.ts';

/** What an asset was before an import changed it; each member only where it did. */
export interface FormerAsset extends FormerValues {
  details?: Partial<AssetDetails>;
  beside?: Awaited<ReturnType<typeof changeBeside>>;
  status?: AssetStatus;
  steps?: CustodyStep[];
}

/**
 * Does to an asset exactly what the check of the file had announced.
 *
 * @returns what it was before; null when somebody changed it meanwhile: nothing is written then.
 * @throws LeftOut with what refuses it, before anything is written.
 */
export async function changeAsset(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
): Promise<FormerAsset | null> {
  const { target } = row;
  if (target === null) return null;
  const gone =
    (await command.tx.selectFrom('asset').select('version').where('id', '=', target.id).executeTakeFirst())?.version !==
    target.version;
  if (gone) return null;
  const asset = await getAsset(command.tx, target.id, true);
  const changed = new Set(target.changes.map(({ field }) => field));
  const serial = text(row.values, 'serial');
  if (
    changed.has('serial') &&
    serial !== null &&
    [...(await findTakenSerials(command.tx, [serial])).values()].some((id) => id !== asset.id)
  )
    return null;
  const personId = changed.has('custodianName') ? await names.custodian(command, namedCustodian(row)) : null;
  if (personId !== null) {
    const person = await getPerson(command.tx, personId);
    const { name, endsOn } = person;
    if (!mayHold(person, dayOf(command.now))) throw new LeftOut('CUSTODIAN_GONE', { name, endsOn: endsOn ?? '' });
    const taking = {
      assetId: asset.id,
      tag: asset.tag,
      categoryId: asset.category.id,
      custodian: { kind: 'person' as const, id: personId },
      departmentId: person.department?.id ?? null,
    };
    // Whoever would refuse the hand-over says so before anything is written.
    await orLeftOut(async () => {
      for (const ask of beforeTaken) await ask(command, taking);
    });
  }

  const incident = changed.has('status') || personId !== null ? await findFreezing(command.tx, asset.id) : null;
  if (incident !== null) throw new LeftOut('ASSET_FROZEN', { tag: asset.tag, number: String(incident.number) });

  const former: FormerAsset = {};
  const details = await changedDetails(command, row, names, asset, changed);
  if (Object.keys(details).length > 0) {
    await changeDetails(command, asset.id, details);
    const before = detailsOf(asset);
    former.details = Object.fromEntries(Object.keys(details).map((key) => [key, before[key as keyof AssetDetails]]));
  }
  const beside = changedBeside(row, changed);
  if (beside !== null) former.beside = await changeBeside(command, asset.id, beside);
  Object.assign(former, await bringOwnValues(command, row, asset.id, names, changed));
  const steps = await moveAndHandOver(command, row, names, { asset, changed, personId });
  if (steps.length > 0) former.steps = steps;
  const status = assetStatuses.find((each) => each === text(row.values, 'status'));
  if (changed.has('status') && status !== undefined) {
    await setStatus(command, asset.id, asset.status, status, 'status_changed');
    former.status = asset.status;
  }
  return former;
}

async function moveAndHandOver(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
  { asset, changed, personId }: { asset: Asset; changed: ReadonlySet<string>; personId: number | null },
): Promise<CustodyStep[]> {
  const steps: CustodyStep[] = [];
  const placeId = changed.has('place') ? await referred(row, 'place', (name) => names.place(command, name)) : null;
  if (placeId !== null && placeId !== asset.place?.id)
    steps.push(await moveAsset(command, { assetId: asset.id, placeId, note: null, observed: true }, 'import'));
  if (personId !== null)
    steps.push(
      await checkOut(
        command,
        { assetId: asset.id, custodian: { kind: 'person', id: personId }, dueOn: null, condition: null, note: null },
        'import',
      ),
    );
  return steps;
}

async function changedDetails(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
  asset: Asset,
  changed: ReadonlySet<string>,
): Promise<Partial<AssetDetails>> {
  const { values } = row;
  const details: Partial<AssetDetails> = {};
  if (changed.has('name')) details.name = text(values, 'name');
  if (changed.has('serial')) details.serial = text(values, 'serial');
  if (changed.has('orderNumber')) details.orderNumber = text(values, 'orderNumber');
  if (changed.has('purchasedOn')) details.purchasedOn = text(values, 'purchasedOn');
  if (changed.has('endOfLifeOn')) details.endOfLifeOn = text(values, 'endOfLifeOn');
  if (changed.has('notes')) details.notes = text(values, 'notes');
  const cost = values['cost'];
  if (depreciationKeys.some((key) => changed.has(key)))
    details.depreciation = depreciationIn(values, asset.depreciation);
  if (changed.has('cost') && typeof cost === 'object') details.cost = cost;
  const condition = conditions.find((each) => each === text(values, 'condition'));
  if (changed.has('condition') && condition !== undefined) details.condition = condition;
  if (changed.has('warrantyUntil')) details.warrantyUntil = warrantyOf(row, asset);
  if (changed.has('category')) details.categoryId = await names.category(command, text(values, 'category') ?? '');
  const ids = {
    manufacturerId: await changedId('manufacturer', (name) => names.manufacturer(command, name)),
    supplierId: await changedId('supplier', (name) => names.supplier(command, name)),
    departmentId: await changedId('department', (name) => names.department(command, name)),
    costCentreId: await changedId('costCentre', (name) => names.costCentre(command, name)),
  };
  for (const key of ['manufacturerId', 'supplierId', 'departmentId', 'costCentreId'] as const)
    if (ids[key] !== null) details[key] = ids[key];
  if (changed.has('model') || changed.has('modelNumber')) {
    details.modelId = await names.model(command, {
      name: text(values, 'model') ?? asset.model ?? text(values, 'modelNumber') ?? '',
      number: text(values, 'modelNumber') ?? (changed.has('model') ? null : asset.modelNumber),
      manufacturerId: ids.manufacturerId ?? asset.manufacturerId,
      categoryId: details.categoryId ?? asset.category.id,
    });
  }
  return details;

  async function changedId(key: string, find: (name: string) => Promise<number>): Promise<number | null> {
    return changed.has(key) ? referred(row, key, find) : null;
  }
}

function warrantyOf({ values }: StagedRow, asset: Asset): string | null {
  const purchasedOn = text(values, 'purchasedOn') ?? asset.purchasedOn;
  const months = values['warrantyMonths'];
  return (
    text(values, 'warrantyUntil') ??
    (typeof months === 'number' && purchasedOn !== null ? addMonths(purchasedOn, months) : null)
  );
}

function changedBeside(row: StagedRow, changed: ReadonlySet<string>): Parameters<typeof changeBeside>[2] | null {
  const all: Record<string, string> = { ...withoutField(row, ''), ...row.extras };
  const hostname = text(row.values, 'hostname');
  if (hostname !== null) all['hostname'] = hostname;
  const extras = Object.fromEntries(Object.entries(all).filter(([heading]) => changed.has(`+${heading}`)));
  const externalId = text(row.values, 'externalId');
  if (Object.keys(extras).length === 0 && !changed.has('externalId')) return null;
  return { extras, ...(changed.has('externalId') ? { externalId } : {}) };
}

async function setStatus(
  command: CommandContext,
  assetId: number,
  from: AssetStatus,
  to: AssetStatus,
  kind: 'status_changed' | 'reversed',
): Promise<void> {
  await applyMovement(command, {
    assetId,
    kind,
    event: 'assets.statusChanged',
    change: { status: to },
    from,
    to,
    how: 'import',
  });
}

/**
 * Puts back what an import had changed.
 *
 * @param knownUpTo the journal's head when the import had changed it; nothing came later
 */
export async function restoreAsset(
  command: CommandContext,
  id: number,
  { details, beside, status, steps, ...own }: FormerAsset,
  knownUpTo: number,
): Promise<void> {
  if (status !== undefined) {
    const { status: present } = await getAsset(command.tx, id, false);
    // From being looked for, the only way back leads through the stock.
    if (!mayBecome(present, status)) await setStatus(command, id, present, 'in_stock', 'reversed');
    await setStatus(command, id, mayBecome(present, status) ? present : 'in_stock', status, 'reversed');
  }
  const head = await command.tx
    .selectFrom('journal')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow();
  if (steps !== undefined)
    await reverseSteps(command, steps, { how: 'import', knownUpTo: Math.max(knownUpTo, head.seq) });
  await restoreOwnValues(command, id, own);
  if (beside !== undefined) await changeBeside(command, id, beside);
  if (details !== undefined) await changeDetails(command, id, details);
}
