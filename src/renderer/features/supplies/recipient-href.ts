import type { RecipientKind } from '#shared/features/supplies/model.ts';
import { hrefTo } from '#renderer/ui/href.ts';

/** The page of whom or what a quantity went to; null where there is none. */
export function hrefOfRecipient({ kind, id }: { kind: RecipientKind; id: number | null }): string | null {
  if (id === null) return null;
  if (kind === 'person') return hrefTo(`/people/${id}`);
  return kind === 'asset' ? hrefTo(`/assets/${id}`) : null;
}
