import { Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asset } from '#shared/features/assets/model.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { formatMoney, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What the asset is worth in the books today, or on any other day. */
export function BookValue({ asset }: { asset: Asset }) {
  const [day, setDay] = useState<string | null>(today());
  const { id, cost, purchasedOn } = asset;
  const closed = isClosed(asset.status);
  const known = cost !== null && purchasedOn !== null;
  const input = { assetId: id, on: day ?? today() };
  const schedule = useQuery(
    rpc.depreciation.schedule.queryOptions({ input, enabled: known, placeholderData: keepPreviousData }),
  ).data;
  if (!known) return t('assets.bookValueNeeds');
  const value = schedule?.bookValue ?? null;
  const said =
    schedule === undefined
      ? '…'
      : value !== null
        ? formatMoney(value)
        : schedule.rule === null
          ? t('depreciation.noRule')
          : t('assets.bookValueCurrency');
  return (
    <Group gap={8} wrap="nowrap">
      <span className="numbers" role="status" aria-label={t('assets.bookValue')}>
        {said}
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
