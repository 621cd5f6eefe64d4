import { readMarkdown, textOfBlocks } from '#shared/primitives/markdown.ts';
import { differenceOfFacts } from '#shared/features/configuration/record.ts';
import type { RecordContent } from '#shared/features/configuration/record.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow, refreshSearch } from '#backend/features/assets/index.ts';
import { getRecord } from './read-record.ts';

interface Saving {
  assetId: number;
  /** The newest version that whoever saves has seen; 0 for none. */
  seen: number;
  content: RecordContent;
  note: string;
  restoredFrom?: number;
}

/** @throws Failure CHANGED_MEANWHILE, RECORD_UNCHANGED. */
export async function saveRecord(command: CommandContext, saving: Saving): Promise<{ number: number }> {
  const { tx, now, actor } = command;
  const { assetId, seen, content, note, restoredFrom } = saving;
  const { tag } = await getAssetRow(tx, assetId, false);
  const newest = await getRecord(tx, { assetId, number: null });
  if ((newest?.number ?? 0) !== seen)
    throw new Failure('CHANGED_MEANWHILE', {
      entity: 'configuration_record',
      id: assetId,
      ...(newest === null ? {} : { by: newest.savedBy, at: newest.savedAt }),
    });
  if (newest !== null && JSON.stringify(newest.content) === JSON.stringify(content))
    throw new Failure('RECORD_UNCHANGED');
  const number = seen + 1;
  await tx
    .insertInto('configuration_record')
    .values({
      asset_id: assetId,
      number,
      content: JSON.stringify(content),
      words: wordsOf(content),
      note,
      restored_from: restoredFrom ?? null,
      saved_at: now,
      saved_by: actor.operatorId,
    })
    .execute();
  await refreshSearch(tx, [assetId], { fragments: false });
  await command.record({
    event: restoredFrom === undefined ? 'configuration.recordSaved' : 'configuration.recordRestored',
    subject: `asset:${assetId}`,
    data: {
      tag,
      number,
      ...(restoredFrom === undefined ? {} : { restoredFrom }),
      facts: differenceOfFacts(newest?.content.facts ?? [], content.facts).map(({ section, name, before, after }) => ({
        section,
        name,
        before,
        after,
      })),
      pages: content.pages.map(({ title }) => title).join(', '),
    },
    reason: note === '' ? null : note,
  });
  command.changed('configuration', 'assets');
  return { number };
}

/** What the search of assets knows of it. */
function wordsOf({ facts, pages }: RecordContent): string {
  return [
    ...facts.map(({ name, value }) => `${name} ${value}`),
    ...pages.map(({ title, body }) => `${title}\n${textOfBlocks(readMarkdown(body))}`),
  ].join('\n');
}

/** What an earlier version says is said again, as the newest one. @throws Failure CHANGED_MEANWHILE, RECORD_UNCHANGED. */
export async function restoreRecord(
  command: CommandContext,
  { assetId, seen, number }: { assetId: number; seen: number; number: number },
): Promise<{ number: number }> {
  const earlier = await getRecord(command.tx, { assetId, number });
  if (earlier === null) throw notFound('configuration_record', number);
  return saveRecord(command, { assetId, seen, content: earlier.content, note: '', restoredFrom: number });
}
