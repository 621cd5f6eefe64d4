import type { ArticleDetails } from '#shared/features/supplies/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { findPersonByCode } from '#backend/features/people/index.ts';
import { findPlaceByCode } from '#backend/features/places/index.ts';
import { archiveArticleRow, findCodeHolder, getArticleRow, insertArticle, updateArticleRow } from './repository.ts';
import { articleCodeOf } from './rules.ts';

/** @throws Failure CODE_TAKEN when something else that is scanned has the code. */
export async function createArticle(command: CommandContext, details: ArticleDetails): Promise<{ id: number }> {
  if (details.code !== null) await refuseTakenCode(command, details.code, null);
  const code = details.code ?? (await freeCode(command));
  const id = nextId(openInventoryOf(command.backend).sqlite, 'supply_article');
  await insertArticle(command.tx, id, { ...details, code });
  await command.record({ event: 'supplies.created', subject: `article:${id}`, data: { after: { ...details, code } } });
  command.changed('supplies');
  return { id };
}

/** @throws Failure CODE_TAKEN, CHANGED_MEANWHILE. */
export async function updateArticle(
  command: CommandContext,
  { id, version, ...details }: ArticleDetails & { id: number; version: number },
): Promise<void> {
  const before = await getArticleRow(command.tx, id);
  if (details.code !== null) await refuseTakenCode(command, details.code, id);
  const code = details.code ?? before.code;
  if (!(await updateArticleRow(command.tx, id, version, { ...details, code })))
    throw new Failure('CHANGED_MEANWHILE', { entity: 'article', id });
  await command.record({
    event: 'supplies.changed',
    subject: `article:${id}`,
    data: { before: detailsOf(before), after: { ...details, code } },
  });
  command.changed('supplies');
}

export function detailsOf(row: Awaited<ReturnType<typeof getArticleRow>>): ArticleDetails & { code: string } {
  return {
    kind: row.kind,
    name: row.name,
    unit: row.unit,
    code: row.code,
    reorderLevel: row.reorder_level,
    reorderQuantity: row.reorder_quantity,
    supplierId: row.supplier_id,
    supplierArticle: row.supplier_article,
    notes: row.notes,
  };
}

/** @throws Failure ARTICLE_IN_STOCK as long as some of it lies anywhere. */
export async function archiveArticle(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { name, code, stock } = await getArticleRow(command.tx, id);
  if (stock > 0) throw new Failure('ARTICLE_IN_STOCK', { name, stock });
  await archiveArticleRow(command.tx, id, command.now);
  await command.record({ event: 'supplies.archived', subject: `article:${id}`, data: { name, code } });
  command.changed('supplies');
}

/** What leaves the register with an article. */
export const belongsToArticle = [
  { table: 'supply_movement', column: 'article_id' },
  { table: 'supply_stock', column: 'article_id' },
] as const;

/** Takes an article out again that an import had added and that nothing was done with; a tombstone of it stays. */
export async function withdrawArticle(command: CommandContext, id: number): Promise<void> {
  const article = await command.tx
    .selectFrom('supply_article')
    .select(['name', 'code'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Several rows of a file told of it, and it left with the last of them.
  if (article === undefined) return;
  const { name, code } = article;
  const what = { table: 'supply_article', label: 'name', belonging: belongsToArticle } as const;
  withdrawRows(openInventoryOf(command.backend).sqlite, what, [id], command.now);
  await command.record({ event: 'supplies.withdrawn', subject: `article:${id}`, data: { name, code } });
  command.changed('supplies');
}

/** What is scanned means one thing: no article has the code of an asset, a badge or a place. */
async function refuseTakenCode({ tx }: CommandContext, code: string, self: number | null): Promise<void> {
  const namesake = await findCodeHolder(tx, code);
  if (namesake?.id === self) return;
  const [asset] = await findByCode(tx, code, false);
  const holder =
    namesake ??
    (asset === undefined ? undefined : { name: asset.tag }) ??
    (await findPersonByCode(tx, code)) ??
    (await findPlaceByCode(tx, code));
  if (holder !== undefined) throw new Failure('CODE_TAKEN', { code, name: holder.name });
}

async function freeCode(command: CommandContext): Promise<string> {
  for (;;) {
    const code = articleCodeOf(await takeNumbers(command.tx, 'supply_article'));
    if (!(await findCodeHolder(command.tx, code))) return code;
  }
}
