import { sql } from 'kysely';
import { Failure } from '#backend/kernel/failure.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { listCategories } from '../catalogue.ts';
import { moveCount } from '../repository.ts';
import { refreshSearch } from '../search-index.ts';
import { getCategory } from './edit-categories.ts';
import { getMerge } from './merge-record.ts';
import { moveValuesBack } from './move-values.ts';

interface Obstacle {
  what: 'target' | 'assets' | 'values' | 'fields';
  count: number;
  /** Tag or name of the first of them. */
  example: string;
}

/** What stands in the way of taking a merge back; nothing when it can be. */
export async function mergeUndoOutlook(
  { reader }: QueryContext,
  { id }: { id: number },
): Promise<{ obstacles: Obstacle[] }> {
  const merge = await getMerge(reader, id);
  return { obstacles: await obstaclesOf(reader, id, merge) };
}

async function obstaclesOf(
  db: Db,
  id: number,
  { id: mergeId, intoId, content }: Awaited<ReturnType<typeof getMerge>>,
): Promise<Obstacle[]> {
  const known = await listCategories(db);
  const [category, into] = [getCategory(known, id), getCategory(known, intoId)];
  const obstacles: Obstacle[] = [];
  if (category.mergedIntoId !== intoId || into.archived)
    obstacles.push({ what: 'target', count: 1, example: into.name });
  const add = async (what: Obstacle['what'], found: ReturnType<typeof sql<Found>>): Promise<void> => {
    const { rows } = await found.execute(rawExecutor(db));
    const [first] = rows;
    if (first && first.count > 0) obstacles.push({ what, count: first.count, example: first.example });
  };
  // What was filed elsewhere since, or closed, is somebody's later decision.
  await add(
    'assets',
    sql<Found>`SELECT count(*) AS count, coalesce(min(asset.tag), '') AS example FROM category_merge_asset AS moved
      LEFT JOIN asset ON asset.id = moved.asset_id WHERE moved.merge_id = ${mergeId}
      AND (asset.id IS NULL OR asset.category_id <> ${intoId} OR asset.status = 'disposed')`,
  );
  await add(
    'values',
    sql<Found>`SELECT count(*) AS count, coalesce(min(asset.tag), '') AS example FROM category_merge_value AS moved
      JOIN asset ON asset.id = moved.asset_id
      LEFT JOIN field_value AS present ON present.asset_id = moved.asset_id AND present.field_id = moved.into_field_id
      WHERE moved.merge_id = ${mergeId}
      AND (asset.status = 'disposed' OR present.asset_id IS NULL
        OR coalesce(present.entered, hex(present.secret)) IS NOT moved.entered)`,
  );
  // A field that went along and holds something of other assets by now is theirs too.
  const went = content.fields.filter(({ how }) => how === 'moved').map((field) => field.id);
  await add(
    'fields',
    sql<Found>`SELECT count(DISTINCT field.id) AS count, coalesce(min(field.name), '') AS example FROM field
      LEFT JOIN field_value ON field_value.field_id = field.id
      LEFT JOIN asset ON asset.id = field_value.asset_id AND asset.category_id = ${intoId}
      LEFT JOIN category_merge_asset AS moved ON moved.merge_id = ${mergeId} AND moved.asset_id = asset.id
      WHERE field.id IN (SELECT value FROM json_each(${JSON.stringify(went)}))
      AND (field.category_id IS NOT ${intoId} OR field.archived_at IS NOT NULL
        OR (asset.id IS NOT NULL AND moved.asset_id IS NULL))`,
  );
  return obstacles;
}

interface Found {
  count: number;
  example: string;
}

/**
 * Takes a merge back for as long as nothing was done with what it moved: assets, models, narrower categories, fields and
 * values go back to the category that they came from, which is in use again.
 * @throws Failure MERGE_NOT_KNOWN, MERGE_BUILT_ON with the first obstacle
 */
export async function undoMerge(command: CommandContext, { id }: { id: number }): Promise<{ assets: number }> {
  const { tx, now, actor } = command;
  const merge = await getMerge(tx, id);
  const { intoId, content } = merge;
  const [obstacle] = await obstaclesOf(tx, id, merge);
  if (obstacle) throw new Failure('MERGE_BUILT_ON', { ...obstacle });
  const { name, version } = getCategory(await listCategories(tx), id);
  await tx
    .updateTable('category')
    .set({ archived_at: null, merged_into_id: null, version: version + 1 })
    .where('id', '=', id)
    .execute();
  const list = (ids: readonly number[]) => sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  await sql`UPDATE category SET parent_id = ${id} WHERE parent_id = ${intoId}
    AND id IN ${list(content.categories)}`.execute(tx);
  await sql`UPDATE category SET merged_into_id = ${id} WHERE merged_into_id = ${intoId}
    AND id IN ${list(content.mergedBefore)}`.execute(tx);
  await sql`UPDATE model SET category_id = ${id} WHERE category_id = ${intoId}
    AND id IN ${list(content.models)}`.execute(tx);
  const assets = await moveAssetsBack(command, merge.id, id, intoId);
  for (const field of content.fields) {
    if (field.how === 'joined') {
      await moveValuesBack(command, merge.id, field.id);
      if (field.archived) await tx.updateTable('field').set({ archived_at: null }).where('id', '=', field.id).execute();
    } else
      await tx
        .updateTable('field')
        .set({ category_id: id, name: field.name, position: field.position })
        .where('id', '=', field.id)
        .execute();
  }
  await tx
    .updateTable('category_merge')
    .set({ undone_at: now, undone_by: actor.operatorId })
    .where('id', '=', merge.id)
    .execute();
  await command.record({
    event: 'assets.mergeUndone',
    subject: `category:${id}`,
    data: { name, intoId, assets: assets.length },
  });
  await refreshSearch(tx, assets, { fragments: false });
  command.changed('assets');
  return { assets: assets.length };
}

async function moveAssetsBack(command: CommandContext, mergeId: number, id: number, intoId: number): Promise<number[]> {
  const { tx, now } = command;
  const moved = await tx
    .updateTable('asset')
    .set((eb) => ({ category_id: id, updated_at: now, version: eb('version', '+', 1) }))
    .where('category_id', '=', intoId)
    .where(sql<boolean>`id IN (SELECT asset_id FROM category_merge_asset WHERE merge_id = ${mergeId})`)
    .returning(['id', 'tag', 'status'])
    .execute();
  for (const [status, group] of Map.groupBy(moved, (asset) => asset.status)) {
    await moveCount(tx, intoId, status, null, group.length);
    await moveCount(tx, id, null, status, group.length);
  }
  if (moved.length > 0)
    command.journal.appendAll(
      moved.map(({ id: assetId, tag }) => ({
        event: 'assets.changed',
        subject: `asset:${assetId}`,
        data: { tag, before: { categoryId: intoId }, after: { categoryId: id } },
      })),
    );
  return moved.map((asset) => asset.id);
}
