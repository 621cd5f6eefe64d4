import { cellsOf, mediumOf } from '#shared/features/labels/media.ts';
import type { Medium } from '#shared/features/labels/media.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A medium as people order it: part, size, and how many are on a sheet. */
export function nameOfMedium({ name, kind, widthMm, heightMm, sheet }: Medium): string {
  if (kind === 'endless') return t('media.endless', { name });
  if (sheet === undefined) return name;
  return t('media.sheet', {
    name,
    width: formatNumber(widthMm),
    height: formatNumber(heightMm),
    count: cellsOf(sheet),
    paper: sheet.paper,
  });
}

/** Null where nobody has said what is loaded. */
export function nameOfKey(key: string | null): string | null {
  const medium = mediumOf(key);
  return medium === undefined ? null : `${medium.maker} ${nameOfMedium(medium)}`;
}

/** Choices by maker, as a select wants them. */
export function mediumGroups(
  offered: readonly Medium[],
): { group: string; items: { value: string; label: string }[] }[] {
  const makers = [...new Set(offered.map(({ maker }) => maker))];
  return makers.map((maker) => ({
    group: maker,
    items: offered
      .filter((medium) => medium.maker === maker)
      .map((medium) => ({ value: medium.key, label: nameOfMedium(medium) })),
  }));
}
