import { stocktakeParts } from '#backend/features/stocktakes/index.ts';
import { applyCounts, countOpenCounts, freezeStock } from './count/part.ts';

stocktakeParts.push({ freeze: freezeStock, open: countOpenCounts, apply: applyCounts });

export { issueStock } from './move-stock.ts';
export { listArticles } from './read-articles.ts';
export { findArticleByCode, getArticleSummary, listBins } from './repository.ts';
export { nextBin } from './rules.ts';
export { undoMovement } from './undo-movement.ts';
export { supplyProcedures } from './procedures.ts';
