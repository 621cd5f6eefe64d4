import { setImmediate } from 'node:timers/promises';
import type { BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { assetsAtOnce, changeUnlessRefused } from './edit-many.ts';
import { endBulkEdit, getBulkEdit, listEditedAssets, markUndone } from './repository.ts';
import type { EditedAsset } from './repository.ts';
import { readTexts } from './read-texts.ts';

const checkedAtOnce = 500;

/**
 * An edit of many is taken back as long as nothing that it set was changed since.
 *
 * @throws Failure NOT_FOUND, BULK_NOT_TO_UNDO, BULK_UNDO_TOO_LATE
 */
export async function refuseLateUndo(db: Db, id: number): Promise<void> {
  const { state } = await getBulkEdit(db, id);
  if (state !== 'done' && state !== 'stopped') throw new Failure('BULK_NOT_TO_UNDO', { state });
  const edited = await listEditedAssets(db, id);
  const late: string[] = [];
  for (let start = 0; start < edited.length; start += checkedAtOnce) {
    const { changed } = await sorted(db, edited.slice(start, start + checkedAtOnce));
    late.push(...changed);
  }
  const [tag] = late;
  if (tag !== undefined) throw new Failure('BULK_UNDO_TOO_LATE', { count: late.length, tag });
}

/** Gives every asset back what it had. What is changed while this runs is left as it is then. */
export async function undoMany(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  id: number,
): Promise<Record<string, number>> {
  const { reader } = openInventoryOf(backend);
  await refuseLateUndo(reader, id);
  const edited = await listEditedAssets(reader, id);
  const counts = { undone: 0, kept: 0 };
  for (let start = 0; start < edited.length; start += assetsAtOnce) {
    job.progress('undoing', start, edited.length);
    await setImmediate();
    job.signal.throwIfAborted();
    const part = edited.slice(start, start + assetsAtOnce);
    const undone = await inTransaction(backend, actor, (command) => undoPortion(command, id, part));
    counts.undone += undone;
    counts.kept += part.length - undone;
  }
  await inTransaction(backend, actor, async (command) => {
    await endBulkEdit(command, id, 'undone');
    await command.record({ event: 'assets.bulkEditUndone', subject: `bulkEdit:${id}`, data: counts });
    command.changed('assets');
  });
  return counts;
}

async function undoPortion(command: CommandContext, id: number, part: readonly EditedAsset[]): Promise<number> {
  const { same } = await sorted(command.tx, part);
  let undone = 0;
  for (const { assetId, before } of same) {
    const texts = Object.entries(before).map(([field, text]) => ({
      field: field as BulkSubject,
      text: text ?? null,
    }));
    const refusal = await changeUnlessRefused(command, assetId, texts, { undoOfBulkEdit: id });
    if (refusal !== null) continue;
    await markUndone(command.tx, id, assetId);
    undone += 1;
  }
  return undone;
}

/** Assets that still hold what the edit set, and the tags of those that don't. */
async function sorted(db: Db, edited: readonly EditedAsset[]): Promise<{ same: EditedAsset[]; changed: string[] }> {
  const subjects = [...new Set(edited.flatMap(({ after }) => Object.keys(after)))] as BulkSubject[];
  const assets = await readTexts(
    db,
    edited.map(({ assetId }) => assetId),
    subjects,
  );
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const same: EditedAsset[] = [];
  const changed: string[] = [];
  for (const each of edited) {
    const asset = byId.get(each.assetId);
    if (!asset) continue;
    const holds = Object.entries(each.after).every(([field, text]) => asset.texts[field as BulkSubject] === text);
    if (holds && !asset.closed) same.push(each);
    else changed.push(asset.tag);
  }
  return { same, changed };
}
