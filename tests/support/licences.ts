import type { EntitlementDetails } from '#shared/features/licences/entitlement.ts';
import type { ProductDetails } from '#shared/features/software/product.ts';
import type { Client } from './desk.ts';

/** A product with nothing but its name; tests add what they are about. */
export const bareProduct: ProductDetails = {
  name: 'Writer 2024',
  publisherId: null,
  title: '',
  edition: '',
  release: '',
  releasedOn: null,
  free: false,
  hosting: 'on_premises',
  metric: 'device',
  transferable: true,
  suiteIds: [],
  downgradeIds: [],
};

export const bareEntitlement: Omit<EntitlementDetails, 'productId'> = {
  reference: 'LIC-1',
  metric: 'device',
  kind: 'perpetual',
  unlimited: false,
  unitsPerPack: 1,
  maintenance: null,
  downgrade: false,
  upgradesFromId: null,
  siteId: null,
  departmentId: null,
  costCentreId: null,
  secondaryUse: 0,
  installsPerRight: 0,
  coreRule: 'plain',
  corePack: 1,
  noticeDays: null,
  autoRenew: false,
  supplierId: null,
  contractId: null,
  orderNumber: '',
  purchasedOn: null,
  currency: 'EUR',
  terms: '',
  deviceIds: [],
  term: { startsOn: '2026-01-01', endsOn: null, quantity: 2, costMinor: 20_000, period: 'once' },
  assetId: null,
};

export async function makeProduct(client: Client, details: Partial<ProductDetails> = {}): Promise<number> {
  return (await client.software.saveProduct({ ...bareProduct, ...details, id: null, version: 1 })).id;
}

export async function entitle(
  client: Client,
  productId: number,
  { term, ...details }: Omit<Partial<EntitlementDetails>, 'term'> & { term?: Partial<EntitlementDetails['term']> } = {},
): Promise<number> {
  const { id } = await client.licences.createEntitlement({
    ...bareEntitlement,
    productId,
    ...details,
    term: { ...bareEntitlement.term, ...term },
  });
  return id;
}

/** A seat of whatever has one. */
export const seatFor = (productId: number, holder: { kind: 'person' | 'asset' | 'department'; id: number }) => ({
  productId,
  entitlementId: null,
  holder,
  seats: 1,
  project: '',
  until: null,
  overrideReason: null,
});
