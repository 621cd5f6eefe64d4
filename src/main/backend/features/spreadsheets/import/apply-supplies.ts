import { supplyKinds } from '#shared/features/supplies/model.ts';
import type { ArticleDetails } from '#shared/features/supplies/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  correctStock,
  createArticle,
  detailsOf,
  getArticleRow,
  openStock,
  stockAt,
  updateArticle,
} from '#backend/features/supplies/index.ts';
import { nameKey } from './known-names.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';
import { text } from './view/register-view.ts';

/** What an article was before an import changed it; each member only where it did. */
export interface FormerSupply {
  details?: ArticleDetails;
  stock?: { placeId: number; quantity: number };
}

function wholeNumber({ values }: StagedRow, key: string): number | null {
  const value = values[key];
  return typeof value === 'number' ? value : null;
}

const keysOf = ({ values }: StagedRow): string[] =>
  ['code', 'name'].flatMap((key) => {
    const value = text(values, key);
    return value === null ? [] : [`${key} ${nameKey(value)}`];
  });

/** Adds articles with what lies of them; further rows of the same article tell further places. @returns as applyAssets does */
export async function applySupplies(
  command: CommandContext,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const applied: Applied = { done: [], leftOut: [] };
  for (const row of rows) {
    const met = keysOf(row).map((key) => names.articles.get(key));
    const known = met.find((article) => article !== undefined);
    // A code that stood beside another name names two things, and nobody knows which is meant.
    if (met.some((article) => article?.id !== known?.id)) {
      applied.leftOut.push(row);
      continue;
    }
    try {
      const articleId = known?.id ?? (await createArticle(command, await detailsIn(command, row, names))).id;
      if (known === undefined) learn(names, row, { id: articleId, version: 1 });
      await putThere(command, row, names, articleId);
      applied.done.push({ rowNumber: row.rowNumber, entity: 'supply_article', recordId: articleId, before: null });
    } catch (error) {
      // Refused before anything is written: somebody took the code meanwhile.
      if (!(error instanceof Failure)) throw error;
      applied.leftOut.push(row);
    }
  }
  return applied;
}

function learn(names: NameRegister, row: StagedRow, article: { id: number; version: number }): void {
  for (const key of keysOf(row)) names.articles.set(key, article);
}

async function detailsIn(command: CommandContext, row: StagedRow, names: NameRegister): Promise<ArticleDetails> {
  const { values } = row;
  const supplier = text(values, 'supplier');
  return {
    kind: supplyKinds.find((kind) => kind === text(values, 'supplyKind')) ?? 'consumable',
    name: text(values, 'name') ?? '',
    unit: text(values, 'unit') ?? '1',
    code: text(values, 'code'),
    reorderLevel: wholeNumber(row, 'reorderLevel'),
    reorderQuantity: wholeNumber(row, 'reorderQuantity') ?? 1,
    supplierId: supplier === null ? null : await names.supplier(command, supplier),
    supplierArticle: text(values, 'supplierArticle'),
    notes: text(values, 'notes'),
  };
}

async function putThere(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
  articleId: number,
): Promise<void> {
  const quantity = wholeNumber(row, 'quantity') ?? 0;
  const place = text(row.values, 'place');
  if (quantity === 0 || place === null) return;
  const placeId = await names.place(command, place, 'bin');
  await openStock(command, { articleId, placeId, quantity, note: null });
}

/** Does to an article what the check of the file had announced: its facts, and how many lie at the place of the row. @returns as changeAsset does */
export async function changeSupply(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
): Promise<FormerSupply | null> {
  const { target, values } = row;
  if (target === null) return null;
  const article = await getArticleRow(command.tx, target.id);
  // An earlier row of the same file may have changed it: that is no other operator.
  const own = names.articles.get(`name ${nameKey(article.name)}`)?.version;
  if (article.version !== target.version && article.version !== own) return null;
  const changed = new Set(target.changes.map(({ field }) => field));
  const before = detailsOf(article);
  const wanted = await detailsIn(command, row, names);
  const after = { ...before };
  if (changed.has('name')) after.name = wanted.name;
  if (changed.has('code')) after.code = wanted.code ?? before.code;
  if (changed.has('supplyKind')) after.kind = wanted.kind;
  if (changed.has('unit')) after.unit = wanted.unit;
  if (changed.has('reorderLevel')) after.reorderLevel = wanted.reorderLevel;
  if (changed.has('reorderQuantity')) after.reorderQuantity = wanted.reorderQuantity;
  if (changed.has('supplier')) after.supplierId = wanted.supplierId;
  if (changed.has('supplierArticle')) after.supplierArticle = wanted.supplierArticle;
  if (changed.has('notes')) after.notes = wanted.notes;
  const former: FormerSupply = {};
  try {
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      await updateArticle(command, { id: target.id, version: article.version, ...after });
      names.articles.set(`name ${nameKey(after.name)}`, { id: target.id, version: article.version + 1 });
      former.details = before;
    }
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
  const place = text(values, 'place');
  const quantity = wholeNumber(row, 'quantity');
  if (changed.has('quantity') && place !== null && quantity !== null)
    former.stock = await setStock(command, target.id, await names.place(command, place, 'bin'), quantity);
  return former;
}

/** @returns how many lay there before */
async function setStock(
  command: CommandContext,
  articleId: number,
  placeId: number,
  quantity: number,
): Promise<{ placeId: number; quantity: number }> {
  const before = await stockAt(command.tx, articleId, placeId);
  const difference = quantity - before;
  // The movement is told apart from other corrections by what it came from.
  const correction = { kind: 'adjusted', event: 'supplies.adjusted', note: 'import' } as const;
  if (difference !== 0) await correctStock(command, { ...correction, articleId, placeId, difference });
  return { placeId, quantity: before };
}

export async function restoreSupply(
  command: CommandContext,
  id: number,
  { details, stock }: FormerSupply,
): Promise<void> {
  if (stock !== undefined) await setStock(command, id, stock.placeId, stock.quantity);
  if (details === undefined) return;
  const { version } = await getArticleRow(command.tx, id);
  await updateArticle(command, { id, version, ...details });
}
