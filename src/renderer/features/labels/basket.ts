import { useSyncExternalStore } from 'react';
import type { PrintedKind } from '#shared/features/labels/contract.ts';

/** What is about to be printed; kept while the window moves from a list to the labels. */
export interface Basket {
  readonly kind: PrintedKind;
  readonly ids: readonly number[];
}

let basket: Basket = { kind: 'asset', ids: [] };
const listeners = new Set<() => void>();

export function setBasket(next: Basket): void {
  basket = next;
  for (const listener of listeners) listener();
}

export function useBasket(): Basket {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => basket,
  );
}
