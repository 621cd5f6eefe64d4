import type { DueAsset } from '#shared/features/custody/contract.ts';
import { hrefTo } from '#renderer/ui/href.ts';

/** The page of whoever has something; null for teams and places, which have none of their own. */
export function hrefOfCustodian({ kind, id }: DueAsset['custodian']): string | null {
  if (kind === 'person') return hrefTo(`/people/${id}`);
  return kind === 'asset' ? hrefTo(`/assets/${id}`) : null;
}
