import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** The last so many assets of a category, by its key: whoever tries the desk out begins with the first ones. */
export async function lastOf({ tx }: CommandContext, category: string, count: number) {
  const rows = await tx
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select(['asset.id', 'asset.tag', 'asset.serial'])
    .where('category.key', '=', category)
    .orderBy('asset.id', 'desc')
    .limit(count)
    .execute();
  return rows.toReversed();
}
