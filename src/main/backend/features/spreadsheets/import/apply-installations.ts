import type { InstallationDetails } from '#shared/features/software/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  changeInstallation,
  getInstallation,
  mayInstall,
  recordInstallation,
} from '#backend/features/software/index.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';
import { text } from './view/register-view.ts';

/** What an installation was before an import changed it. */
export interface FormerInstallation {
  details: InstallationDetails;
}

/** Writes staged rows down as installations. @returns as applyAssets does */
export async function applyInstallations(
  command: CommandContext,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const applied: Applied = { done: [], leftOut: [] };
  for (const row of rows) {
    const { values } = row;
    const where = { assetId: Number(values['assetId']), name: (text(values, 'product') ?? '').trim() };
    if (!(await mayInstall(command, where))) {
      applied.leftOut.push(row);
      continue;
    }
    const { id } = await recordInstallation(command, await names.recogniser(command), {
      ...where,
      publisher: text(values, 'publisher'),
      softwareVersion: text(values, 'softwareVersion'),
      installedOn: text(values, 'installedOn'),
      seenOn: text(values, 'seenOn') ?? dayOf(command.now),
      usedOn: text(values, 'usedOn'),
      source: text(values, 'source') ?? '',
    });
    applied.done.push({ rowNumber: row.rowNumber, entity: 'installation', recordId: id, before: null });
  }
  return applied;
}

/** Does to an installation what the check of the file had announced. @returns as changeAsset does */
export async function changeInstalled(
  command: CommandContext,
  { target, values }: StagedRow,
): Promise<FormerInstallation | null> {
  if (target === null) return null;
  const { version, ...before } = await getInstallation(command.tx, target.id);
  if (version !== target.version) return null;
  const after = { ...before };
  for (const { field } of target.changes) {
    const value = text(values, field);
    if (field === 'softwareVersion' || field === 'installedOn' || field === 'usedOn') after[field] = value;
    else if ((field === 'seenOn' || field === 'source') && value !== null) after[field] = value;
  }
  try {
    await changeInstallation(command, { id: target.id, version, ...after });
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
  return { details: before };
}

export async function restoreInstallation(
  command: CommandContext,
  id: number,
  { details }: FormerInstallation,
): Promise<void> {
  const { version } = await getInstallation(command.tx, id);
  await changeInstallation(command, { id, version, ...details });
}
