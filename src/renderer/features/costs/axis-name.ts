import type { AxisItem, CostDimension } from '#shared/features/costs/model.ts';
import { dateFormat } from '#renderer/ui/text/formatters.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** A row or a column as it is read. */
export function nameOfAxis(dimension: CostDimension | null, { key, name }: AxisItem): string {
  if (dimension === null) return t('costs.sum');
  if (dimension === 'kind') return word('costKind', key);
  if (dimension === 'month')
    return dateFormat({ month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${key}-01T00:00:00Z`));
  return key === '' ? t('costs.none') : name;
}
