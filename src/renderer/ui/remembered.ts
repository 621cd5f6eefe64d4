import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const prefix = 'quartermaster.';

export function remembered(key: string): string | null {
  return localStorage.getItem(prefix + key);
}

export function remember(key: string, value: string): void {
  localStorage.setItem(prefix + key, value);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A choice of the person at this desk that outlives the window; the same in every place that shows it. */
export function useRemembered(key: string, initial: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => remembered(key) ?? initial);
  const choose = useCallback((next: string) => remember(key, next), [key]);
  return [value, choose];
}
