import { IconAlertTriangle, IconCheck, IconInfinity, IconMinus, IconPlus } from '@tabler/icons-react';
import type { PositionRow } from '#shared/features/licences/position.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

type Shown = Pick<PositionRow, 'free' | 'unlimited' | 'shortfall' | 'surplus'>;

/** How a product stands, in words and colour. */
export function positionLook({ free, unlimited, shortfall, surplus }: Shown) {
  if (free) return <StatusBadge tone="quiet" icon={IconMinus} label={t('licences.free')} />;
  if (unlimited) return <StatusBadge tone="info" icon={IconInfinity} label={t('licences.unlimited')} />;
  if (shortfall > 0)
    return <StatusBadge tone="bad" icon={IconAlertTriangle} label={t('licences.short', { count: shortfall })} />;
  if (surplus > 0) return <StatusBadge tone="good" icon={IconPlus} label={t('licences.left', { count: surplus })} />;
  return <StatusBadge tone="good" icon={IconCheck} label={t('licences.even')} />;
}

/** A number of rights with its sign, as it stands in an account. */
export function signed(units: number): string {
  return units > 0 ? `+${formatNumber(units)}` : formatNumber(units);
}
