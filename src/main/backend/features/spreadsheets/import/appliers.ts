import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import type { WithdrawableTable } from '#backend/kernel/db/withdraw.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyAssets } from './apply-assets.ts';
import { applyInstallations, changeInstalled } from './apply-installations.ts';
import { applyModels, changeModel } from './apply-models.ts';
import { applyPeople } from './apply-people.ts';
import { applyPlaces, changePlace } from './apply-places.ts';
import { applyPostures, changePosture } from './apply-postures.ts';
import { applySupplies, changeSupply } from './apply-supplies.ts';
import { applySuppliers, changeSupplier } from './apply-suppliers.ts';
import { changeAsset } from './change-assets.ts';
import { changePerson } from './change-people.ts';
import { LeftOut } from './left-out.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';

/** How staged rows of one entity go into the register. */
interface Applier {
  table: WithdrawableTable;
  create: (command: CommandContext, rows: readonly StagedRow[], names: NameRegister) => Promise<Applied>;
  /** @returns the former values; null when the record isn't any more what the file was checked against. */
  change: (command: CommandContext, row: StagedRow, names: NameRegister) => Promise<object | null>;
}

const appliers: Readonly<Record<ImportEntity, Applier>> = {
  assets: { table: 'asset', create: applyAssets, change: changeAsset },
  people: { table: 'person', create: applyPeople, change: changePerson },
  places: { table: 'place', create: applyPlaces, change: changePlace },
  models: { table: 'model', create: applyModels, change: changeModel },
  suppliers: { table: 'supplier', create: applySuppliers, change: changeSupplier },
  licences: { table: 'asset', create: applyAssets, change: changeAsset },
  installations: { table: 'installation', create: applyInstallations, change: changeInstalled },
  postures: { table: 'posture_reading', create: applyPostures, change: changePosture },
  supplies: { table: 'supply_article', create: applySupplies, change: changeSupply },
};

/** Puts rows into the register: new ones together, changes one by one as the check had announced them. */
export async function applyRows(
  command: CommandContext,
  entity: ImportEntity,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const { table, create, change } = appliers[entity];
  const fresh = rows.filter(({ target }) => target === null);
  const { done, leftOut } = fresh.length === 0 ? { done: [], leftOut: [] } : await create(command, fresh, names);
  for (const row of rows) {
    if (row.target === null) continue;
    const before = await changed(() => change(command, row, names));
    if (before instanceof LeftOut) leftOut.push({ ...row, because: { code: before.code, facts: before.facts } });
    else if (before === null) leftOut.push(row);
    else done.push({ rowNumber: row.rowNumber, entity: table, recordId: row.target.id, before: { ...before } });
  }
  return { done, leftOut };
}

async function changed(run: () => Promise<object | null>): Promise<object | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof LeftOut) return error;
    throw error;
  }
}
