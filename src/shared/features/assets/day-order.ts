/** Whether a warranty ends no earlier than the day of purchase; what is not known contradicts nothing. */
export function isWarrantyPlausible({
  purchasedOn,
  warrantyUntil,
}: {
  purchasedOn: string | null;
  warrantyUntil: string | null;
}): boolean {
  return purchasedOn === null || warrantyUntil === null || warrantyUntil >= purchasedOn;
}
