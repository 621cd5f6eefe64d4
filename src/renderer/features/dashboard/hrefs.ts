import { assetStatuses, isOnTheWayOut } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { hrefTo } from '#renderer/ui/href.ts';

/** Everything that the numbers of the overview count. */
export const statusesHere: AssetStatus[] = assetStatuses.filter((status) => !isOnTheWayOut(status));

/** The list of assets that are here, by what tells these from the others. */
export function hrefOfAssets(filter: Readonly<Record<string, unknown>>): string {
  return hrefTo('/assets', { statuses: statusesHere, ...(filter as Record<string, never>) });
}

interface Days {
  from: string | null;
  until: string | null;
}

/** Assets of which a day lies within bounds; of which there is none where both are open. */
export function hrefOfDays(field: 'purchasedOn' | 'warrantyUntil', { from, until }: Days): string {
  const conditions = [
    ...(from === null ? [] : [{ field, operator: 'atLeast', values: [from] }]),
    ...(until === null ? [] : [{ field, operator: 'atMost', values: [until] }]),
  ];
  const all = conditions.length === 0 ? [{ field, operator: 'isEmpty', values: [] }] : conditions;
  return hrefOfAssets({ where: { all } });
}
