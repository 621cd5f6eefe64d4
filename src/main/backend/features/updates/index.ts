export { saveCampaign } from './campaigns.ts';
export { updateProcedures } from './procedures.ts';
export { importReleases } from './releases.ts';
export { trackProduct } from './track-product.ts';
