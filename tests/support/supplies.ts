import type { ArticleDetails } from '#shared/features/supplies/model.ts';

/** An article with nothing but a name; tests add what they are about. */
export const bareArticle: ArticleDetails = {
  kind: 'accessory',
  name: 'Mouse',
  unit: 'piece',
  code: null,
  reorderLevel: null,
  reorderQuantity: 1,
  supplierId: null,
  supplierArticle: null,
  notes: null,
};
