import { stocktakeParts } from '#backend/features/stocktakes/index.ts';
import { countScanned } from './count/count-supply.ts';
import { findListed, keepListed, listArticlesFor, listedCountsOf } from './count/listed.ts';
import { joinCounts } from './count/witnesses.ts';
import { applyCounts, countOpenCounts, countStocks, freezeStock } from './count/part.ts';
import { findArticleByCode } from './repository.ts';

stocktakeParts.push({
  expects: countStocks,
  freeze: freezeStock,
  knows: async (db, code, { id, origin }) =>
    (origin === 'file' ? await findListed(db, id, code) : await findArticleByCode(db, code)) !== undefined,
  scan: countScanned,
  listFor: listArticlesFor,
  takeIn: keepListed,
  countsOf: listedCountsOf,
  join: joinCounts,
  open: countOpenCounts,
  apply: applyCounts,
});

export { bringBack, countOutOf } from './bring-back.ts';
export { correctStock, issueStock, openStock, takeBackStock } from './move-stock.ts';
export { listArticles } from './read-articles.ts';
export { findArticleByCode, getArticleRow, getArticleSummary, listBins, stockAt } from './repository.ts';
export { nextBin } from './rules.ts';
export { belongsToArticle, createArticle, detailsOf, updateArticle, withdrawArticle } from './save-article.ts';
export { undoMovement } from './undo-movement.ts';
export { supplyProcedures } from './procedures.ts';
