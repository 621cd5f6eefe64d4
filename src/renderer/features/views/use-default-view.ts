import { useEffect, useRef } from 'react';
import type { SavedView } from '#shared/features/views/contract.ts';

/** A list that is opened without anything in its address shows the operator's default view: once, so that it can be left. */
export function useDefaultView(
  views: readonly SavedView[] | undefined,
  untouched: boolean,
  take: (view: SavedView) => void,
): void {
  const decided = useRef(!untouched);
  useEffect(() => {
    if (decided.current || views === undefined) return;
    decided.current = true;
    const view = views.find(({ isDefault }) => isDefault);
    if (view !== undefined) take(view);
  }, [views, take]);
}
