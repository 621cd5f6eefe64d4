import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { withdrawRows } from '#backend/kernel/db/withdraw.ts';
import type { BelongingRows } from '#backend/kernel/db/withdraw.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { moveCount } from './repository.ts';
import { deleteSearch } from './search-index.ts';

/** Rows that belong to an asset and leave the register with it; slices that keep such rows add theirs. */
export const belongsToAsset: BelongingRows[] = [
  { table: 'asset_sighting', column: 'asset_id' },
  { table: 'asset_identifier', column: 'asset_id' },
  { table: 'field_value', column: 'asset_id' },
  { table: 'movement', column: 'asset_id' },
];

/**
 * Takes assets out of the register that should never have been in it. Tag, serial and everything known stay as a
 * tombstone, so the tag names this asset for ever; when it is registered again, it is the same asset with the same
 * history. The database refuses to take away what anything else refers to.
 *
 * @param because facts for the journal: what was undone
 */
export async function withdrawAssets(
  command: CommandContext,
  ids: readonly number[],
  because: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (ids.length === 0) return;
  const { tx, now, backend } = command;
  const chosen = JSON.stringify(ids);
  const { sqlite } = openInventoryOf(backend);
  const rows = sqlite
    .prepare<
      [string],
      { id: number; tag: string; serial: string | null; name: string; status: AssetStatus; category_id: number }
    >('SELECT id, tag, serial, name, status, category_id FROM asset WHERE id IN (SELECT value FROM json_each(?))')
    .all(chosen);
  const groups = Map.groupBy(rows, ({ status, category_id }) => `${status} ${category_id}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first) await moveCount(tx, first.category_id, first.status, null, group.length);
  }
  await deleteSearch(tx, ids);
  withdrawRows(sqlite, { table: 'asset', label: 'tag', belonging: belongsToAsset }, ids, now);
  command.journal.appendAll(
    rows.map(({ id, tag, serial, name }) => ({
      event: 'assets.withdrawn',
      subject: `asset:${id}`,
      data: { ...because, before: { tag, serial, name } },
    })),
  );
  command.changed('assets', 'custody');
}

/**
 * Identifiers of assets that were taken away under one of these tags, by lower-case tag. Their tombstones are marked:
 * the caller registers them again under these identifiers.
 */
export function takeBackWithdrawn(sqlite: Sqlite, tags: readonly string[], at: string): Map<string, number> {
  const found = sqlite
    .prepare<[string], { id: number; tag: string }>(
      `SELECT record_id AS id, label AS tag FROM json_each(?) JOIN withdrawn_record ON entity = 'asset' AND label = value`,
    )
    .all(JSON.stringify(tags));
  const mark = sqlite.prepare("UPDATE withdrawn_record SET returned_at = ? WHERE entity = 'asset' AND record_id = ?");
  for (const { id } of found) mark.run(at, id);
  return new Map(found.map(({ id, tag }) => [tag.toLowerCase(), id]));
}
