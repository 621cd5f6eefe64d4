import type { OrderContent } from './order.ts';
import { versionsSideBySide } from './versions.ts';
import type { VersionRow } from './versions.ts';

const facts = ['deliveryPlaceId', 'deliveryAddress', 'terms', 'expectedOn', 'freightMinor'] as const;
const factsOfLine = ['categoryId', 'modelId', 'description', 'quantity', 'unitPriceMinor', 'taxBasisPoints'] as const;

/** Two versions of an order side by side. */
export function sideBySide(one: OrderContent, other: OrderContent): VersionRow[] {
  return versionsSideBySide(one, other, facts, factsOfLine);
}
