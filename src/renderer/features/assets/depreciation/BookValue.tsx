import { Group } from '@mantine/core';
import { useState } from 'react';
import { bookValueOf } from '#shared/features/assets/depreciation.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { formatMoney, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What the asset is worth in the books today, or on any other day. */
export function BookValue({ asset }: { asset: Asset }) {
  const [day, setDay] = useState<string | null>(today());
  const { cost, purchasedOn } = asset;
  if (cost === null || purchasedOn === null) return t('assets.bookValueNeeds');
  // What has left is worth nothing any more, on whatever day one asks.
  const closed = isClosed(asset.status);
  const value = bookValueOf(asset, day ?? today());
  return (
    <Group gap={8} wrap="nowrap">
      <span className="numbers" role="status" aria-label={t('assets.bookValue')}>
        {value === null ? t('assets.bookValueCurrency') : formatMoney(value)}
      </span>
      {closed ? null : (
        <DayField
          aria-label={t('assets.bookValueOn')}
          size="xs"
          w={110}
          clearable={false}
          value={day}
          onChange={setDay}
        />
      )}
    </Group>
  );
}
