import { sql } from 'kysely';
import type { TagBlock } from '#shared/features/assets/tag-contract.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import { problemOfScheme } from '#shared/features/assets/tag-scheme.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { categorySchemesSetting, takeTags } from './tags.ts';
import type { TagRequest } from './tags.ts';

export async function listTagBlocks({ reader }: QueryContext): Promise<TagBlock[]> {
  const rows = await reader
    .selectFrom('tag_block')
    .innerJoin('reserved_tag', 'reserved_tag.block_id', 'tag_block.id')
    .leftJoin('asset', 'asset.tag', 'reserved_tag.tag')
    .leftJoin('operator', 'operator.id', 'tag_block.operator_id')
    .select(({ fn }) => [
      'tag_block.id',
      'tag_block.note',
      'tag_block.created_at',
      'tag_block.released_at',
      'operator.display_name',
      fn.countAll<number>().as('total'),
      fn.count<number>('asset.id').as('used'),
      fn.sum<number>('reserved_tag.released').as('released'),
      sql<string>`json_group_array(reserved_tag.tag ORDER BY reserved_tag.number)`.as('tags'),
    ])
    .groupBy('tag_block.id')
    .orderBy('tag_block.id', 'desc')
    .execute();
  return rows.map((row) => {
    const tags = JSON.parse(row.tags) as string[];
    return {
      id: row.id,
      note: row.note,
      operator: row.display_name ?? '',
      createdAt: row.created_at,
      releasedAt: row.released_at,
      first: tags[0] ?? '',
      last: tags.at(-1) ?? '',
      total: row.total,
      used: row.used,
      released: row.released,
    };
  });
}

/** Takes tags out of the series for a roll of labels. */
export async function reserveTags(
  command: CommandContext,
  { count, note, ...request }: TagRequest & { count: number; note: string },
): Promise<{ blockId: number; tags: string[] }> {
  const { tx, now, actor } = command;
  const taken = await takeTags(
    tx,
    Array.from({ length: count }, () => request),
    now,
  );
  const { id } = await tx
    .insertInto('tag_block')
    .values({ note, operator_id: actor.operatorId, created_at: now, released_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (let start = 0; start < taken.length; start += 200) {
    await tx
      .insertInto('reserved_tag')
      .values(taken.slice(start, start + 200).map(({ tag, number }) => ({ tag, number, block_id: id })))
      .execute();
  }
  const tags = taken.map(({ tag }) => tag);
  await command.record({
    event: 'assets.tagsReserved',
    subject: `tag_block:${id}`,
    data: { first: tags[0] ?? '', last: tags.at(-1) ?? '', count, note },
  });
  command.changed('assets');
  return { blockId: id, tags };
}

/** Gives up the tags of a block that no asset has; those are spoiled for ever. */
export async function releaseTags(
  command: CommandContext,
  { blockId }: { blockId: number },
): Promise<{ released: number }> {
  const { tx, now } = command;
  const block = await tx.selectFrom('tag_block').select('id').where('id', '=', blockId).executeTakeFirst();
  if (!block) throw notFound('tagBlock', blockId);
  const unused = await tx
    .selectFrom('reserved_tag')
    .leftJoin('asset', 'asset.tag', 'reserved_tag.tag')
    .leftJoin('entry_unit', 'entry_unit.tag', 'reserved_tag.tag')
    .select('reserved_tag.tag')
    .where('block_id', '=', blockId)
    .where('released', '=', 0)
    .where('asset.id', 'is', null)
    .where('entry_unit.id', 'is', null)
    .orderBy('reserved_tag.number')
    .execute();
  if (unused.length === 0) throw new Failure('NOTHING_TO_RELEASE');
  const tags = unused.map(({ tag }) => tag);
  await tx.updateTable('reserved_tag').set({ released: 1 }).where('tag', 'in', tags).execute();
  await tx.updateTable('tag_block').set({ released_at: now }).where('id', '=', blockId).execute();
  await command.record({
    event: 'assets.tagsReleased',
    subject: `tag_block:${blockId}`,
    data: { first: tags[0] ?? '', last: tags.at(-1) ?? '', count: tags.length },
  });
  command.changed('assets');
  return { released: tags.length };
}

export async function setCategoryTagScheme(
  command: CommandContext,
  { categoryId, scheme }: { categoryId: number; scheme: TagScheme | null },
): Promise<void> {
  if (scheme !== null) refuseUnfitScheme(scheme);
  const { [String(categoryId)]: before, ...others } = await readSetting(command.tx, categorySchemesSetting);
  await writeSetting(
    command.tx,
    categorySchemesSetting,
    scheme === null ? others : { ...others, [String(categoryId)]: scheme },
  );
  await command.record({
    event: 'assets.tagSchemeChanged',
    subject: `category:${categoryId}`,
    data: { before: before ?? null, after: scheme },
  });
  command.changed('assets', 'setup');
}

/** @throws Failure INVALID_INPUT with what no single field can tell */
export function refuseUnfitScheme(scheme: TagScheme): void {
  const problem = problemOfScheme(scheme);
  if (problem !== null) throw new Failure('INVALID_INPUT', { issues: [{ path: ['prefix'], code: problem }] });
}
