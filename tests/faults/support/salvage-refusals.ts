/** Where so little is left that nothing can be put in place, or nobody can be told by what is left who may. */
export const refusals: ReadonlySet<string> = new Set([
  'NOTHING_TO_SALVAGE',
  'FORBIDDEN',
  'NOT_DAMAGED',
  'STORAGE_CORRUPT',
]);
