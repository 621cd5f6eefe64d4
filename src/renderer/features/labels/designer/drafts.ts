import type { DesignState } from './design-state.ts';

/** What was being designed when somebody went to another page, by template; it is there again when he comes back. */
const drafts = new Map<string, { state: DesignState; categoryId: number | null }>();

export const draftOf = (key: string) => drafts.get(key);

export function keepDraft(key: string, state: DesignState, categoryId: number | null): void {
  drafts.set(key, { state, categoryId });
}

export function dropDraft(key: string): void {
  drafts.delete(key);
}
