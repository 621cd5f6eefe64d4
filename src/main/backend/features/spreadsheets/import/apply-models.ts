import type { ModelDetails } from '#shared/features/assets/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { lastSeqOf } from '#backend/kernel/journal/last-change.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { createModel, getModel, updateModel } from '#backend/features/assets/index.ts';
import type { NameRegister } from './register-names.ts';
import { depreciationIn, depreciationKeys } from './row-depreciation.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';
import { text } from './view/register-view.ts';

/** What a model was before an import changed it. */
export interface FormerModel {
  details: ModelDetails;
}

/** Adds staged rows as models. @returns as applyAssets does */
export async function applyModels(
  command: CommandContext,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const applied: Applied = { done: [], leftOut: [] };
  for (const row of rows) {
    const maker = text(row.values, 'manufacturer');
    const months = row.values['warrantyMonths'];
    const details = {
      name: text(row.values, 'name') ?? '',
      number: text(row.values, 'number'),
      manufacturerId: maker === null ? null : await names.manufacturer(command, maker),
      categoryId: await names.category(command, text(row.values, 'category') ?? 'Other hardware'),
      warrantyMonths: typeof months === 'number' ? months : null,
      depreciation: depreciationIn(row.values, null),
    };
    try {
      const { id } = await createModel(command, details);
      applied.done.push({ rowNumber: row.rowNumber, entity: 'model', recordId: id, before: null });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      applied.leftOut.push(row);
    }
  }
  return applied;
}

/** Does to a model what the check of the file had announced. @returns as changeAsset does */
export async function changeModel(
  command: CommandContext,
  { target, values }: StagedRow,
  names: NameRegister,
): Promise<FormerModel | null> {
  if (target === null) return null;
  if ((await lastSeqOf(command.tx, `model:${target.id}`)) !== target.version) return null;
  const changed = new Set(target.changes.map(({ field }) => field));
  const before = await getModel(command.tx, target.id);
  const maker = text(values, 'manufacturer');
  const months = values['warrantyMonths'];
  const details: ModelDetails = {
    name: changed.has('name') ? (text(values, 'name') ?? before.name) : before.name,
    number: changed.has('number') ? text(values, 'number') : before.number,
    manufacturerId:
      changed.has('manufacturer') && maker !== null ? await names.manufacturer(command, maker) : before.manufacturerId,
    categoryId: changed.has('category')
      ? await names.category(command, text(values, 'category') ?? '')
      : before.categoryId,
    warrantyMonths: changed.has('warrantyMonths') && typeof months === 'number' ? months : before.warrantyMonths,
    ...(depreciationKeys.some((key) => changed.has(key))
      ? { depreciation: depreciationIn(values, before.depreciation ?? null) }
      : {}),
  };
  try {
    await updateModel(command, { id: target.id, ...details });
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
  return { details: before };
}

export async function restoreModel(command: CommandContext, id: number, { details }: FormerModel): Promise<void> {
  await updateModel(command, { id, ...details });
}
