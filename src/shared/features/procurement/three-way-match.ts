export const invoiceStates = ['mismatch', 'matched', 'accepted', 'rejected'] as const;
export type InvoiceState = (typeof invoiceStates)[number];

export interface Tolerances {
  pricePercent: number;
  quantityPercent: number;
}

/** One line of an order, of its deliveries and of its invoices. */
export interface MatchLine {
  orderLineId: number;
  orderedPriceMinor: number;
  /** Units that were accepted in deliveries so far. */
  accepted: number;
  /** Units that other invoices of the order claim already, less what was credited. */
  invoicedBefore: number;
  /** Units of this invoice, less what was credited. */
  invoiced: number;
  priceMinor: number;
}

export type MatchDifference =
  | { code: 'QUANTITY'; orderLineId: number; invoiced: number; accepted: number }
  | { code: 'PRICE'; orderLineId: number; invoicedMinor: number; orderedMinor: number }
  | { code: 'FREIGHT'; invoicedMinor: number; orderedMinor: number };

const exceeds = (value: number, base: number, percent: number): boolean => value * 100 > base * (100 + percent);

/**
 * Holds an invoice against order and deliveries, line by line. All invoices of a line together may claim what was
 * accepted of it and no more; a unit may cost what was ordered and no more; both with their tolerance in percent.
 */
export function matchLines(
  lines: readonly MatchLine[],
  { pricePercent, quantityPercent }: Tolerances,
): MatchDifference[] {
  return lines.flatMap((line): MatchDifference[] => {
    const found: MatchDifference[] = [];
    const claimed = line.invoicedBefore + line.invoiced;
    if (line.invoiced > 0 && exceeds(claimed, line.accepted, quantityPercent))
      found.push({ code: 'QUANTITY', orderLineId: line.orderLineId, invoiced: claimed, accepted: line.accepted });
    if (line.invoiced > 0 && exceeds(line.priceMinor, line.orderedPriceMinor, pricePercent))
      found.push({
        code: 'PRICE',
        orderLineId: line.orderLineId,
        invoicedMinor: line.priceMinor,
        orderedMinor: line.orderedPriceMinor,
      });
    return found;
  });
}

/** Freight of all invoices of an order together, against what was ordered. */
export function matchFreight(
  invoicedMinor: number,
  orderedMinor: number,
  { pricePercent }: Pick<Tolerances, 'pricePercent'>,
): MatchDifference[] {
  if (!exceeds(invoicedMinor, orderedMinor, pricePercent)) return [];
  return [{ code: 'FREIGHT', invoicedMinor, orderedMinor }];
}
