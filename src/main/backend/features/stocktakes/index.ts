export { stocktakeParts } from './lifecycle.ts';
export type { Draw, JoinedQuantity, OpenOfPart, PartScan } from './lifecycle.ts';
export { readPlaceTree } from './place-tree.ts';
export { isHidden } from './read-stocktakes.ts';
export { getReconciling, getStocktakeIn, getStocktakeRow } from './repository.ts';
export { mayApprove } from './variance-rules.ts';
export { countAtPlace, joinSession } from './sessions.ts';
export { stocktakeProcedures } from './procedures.ts';
export { secondPersonSetting } from './settings.ts';
