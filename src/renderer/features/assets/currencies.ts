/** Currencies that a cost is offered in, the one at hand first. */
export const offeredCurrencies = (own: string): string[] => [
  ...new Set([own, 'EUR', 'USD', 'GBP', 'CHF', 'CZK', 'PLN']),
];
