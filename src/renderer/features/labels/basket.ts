import { useSyncExternalStore } from 'react';

/** The assets whose labels are about to be printed; kept while the window moves from the list to the labels. */
let basket: readonly number[] = [];
const listeners = new Set<() => void>();

export function setBasket(assetIds: readonly number[]): void {
  basket = assetIds;
  for (const listener of listeners) listener();
}

export function useBasket(): readonly number[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => basket,
  );
}
