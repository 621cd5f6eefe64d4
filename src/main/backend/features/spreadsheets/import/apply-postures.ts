import type { PostureFacts } from '#shared/features/security/posture.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { recordPosture } from '#backend/features/security/index.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';
import { text } from './view/register-view.ts';

/** Writes staged rows down as readings of devices. @returns as applyAssets does */
export async function applyPostures(command: CommandContext, rows: readonly StagedRow[]): Promise<Applied> {
  const applied: Applied = { done: [], leftOut: [] };
  for (const row of rows) {
    const { values } = row;
    try {
      const { id } = await recordPosture(command, {
        assetId: Number(values['assetId']),
        takenOn: text(values, 'readOn') ?? '',
        source: text(values, 'source') ?? '',
        // The words of the file were read as ours when it was checked.
        encryption: text(values, 'encryption') as PostureFacts['encryption'],
        antivirus: text(values, 'antivirus') as PostureFacts['antivirus'],
        patchedOn: text(values, 'patchedOn'),
        patchLevel: text(values, 'patchLevel'),
        mdm: text(values, 'mdm') as PostureFacts['mdm'],
        screenLock: text(values, 'screenLock') as PostureFacts['screenLock'],
        contactOn: text(values, 'contactOn'),
      });
      applied.done.push({ rowNumber: row.rowNumber, entity: 'posture_reading', recordId: id, before: null });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      applied.leftOut.push(row);
    }
  }
  return applied;
}

/** A reading is never changed. */
export async function changePosture(): Promise<null> {
  return null;
}
