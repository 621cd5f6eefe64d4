import { Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconHelp, IconRefresh, IconScale, IconTool } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdviceShown } from '#shared/features/ownership/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatMoney, formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './ownership.module.css';

const looks: Readonly<Record<AdviceShown['verdict'], { tone: Tone; icon: Icon }>> = {
  keep: { tone: 'good', icon: IconCheck },
  repair: { tone: 'good', icon: IconTool },
  close: { tone: 'warn', icon: IconScale },
  replace: { tone: 'bad', icon: IconRefresh },
  unknown: { tone: 'quiet', icon: IconHelp },
};

/** Repair or replace, with every number that it is reckoned from and where that comes from. */
export function AdvicePanel({ assetId }: { assetId: number }) {
  const [repair, setRepair] = useState('');
  const [price, setPrice] = useState('');
  const [currency, setCurrency] = useState('EUR');
  const [asked] = useDebouncedValue({ repair, price }, 300);
  const query = useQuery({
    ...rpc.ownership.advice.queryOptions({
      input: {
        assetId,
        repair: moneyOfText(asked.repair, currency),
        replacement: moneyOfText(asked.price, currency),
      },
    }),
    placeholderData: keepPreviousData,
  });
  const advice = query.data;
  if (advice !== undefined && advice.currency !== currency && repair === '' && price === '')
    setCurrency(advice.currency);
  return (
    <Panel title={t('ownership.advice')}>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {advice === undefined ? null : (
        <>
          <div className={classes['verdict']} role="status">
            <StatusBadge {...looks[advice.verdict]} label={word('ownershipVerdict', advice.verdict)} />
            <span>{word('ownershipBecause', advice.because)}</span>
          </div>
          <div className={classes['asked']}>
            <TextInput
              label={t('ownership.repairPrice', { currency: advice.currency })}
              description={t('ownership.repairHint')}
              inputMode="decimal"
              error={issueOfMoney(repair, currency)}
              value={repair}
              onChange={(event) => setRepair(event.currentTarget.value)}
            />
            <TextInput
              label={t('ownership.newPrice', { currency: advice.currency })}
              description={t('ownership.newPriceHint')}
              inputMode="decimal"
              error={issueOfMoney(price, currency)}
              value={price}
              onChange={(event) => setPrice(event.currentTarget.value)}
            />
          </div>
          <Arithmetic advice={advice} />
        </>
      )}
    </Panel>
  );
}

function Arithmetic({ advice }: { advice: AdviceShown }) {
  const { currency } = advice;
  const amount = (minor: number | null) => (minor === null ? '–' : formatMoney({ minor, currency }));
  const months = (count: number | null) => (count === null ? '–' : t('ownership.months', { count }));
  const rows: readonly [string, string, string][] = [
    [t('ownership.age'), months(advice.ageMonths), t('ownership.fromPurchase')],
    [
      t('ownership.life'),
      months(advice.lifeMonths),
      t(advice.lifeIsUsual ? 'ownership.lifeUsual' : 'ownership.lifeOfModel'),
    ],
    [
      t('ownership.remaining'),
      months(advice.remainingMonths),
      advice.endOfLifeOn === null
        ? t('ownership.lifeLessAge')
        : t('ownership.notBeyond', { day: formatDay(advice.endOfLifeOn) }),
    ],
    [t('ownership.failures'), formatNumber(advice.failures), t('ownership.failuresFrom')],
    [t('ownership.spent'), amount(advice.spent), t('ownership.spentIn', { count: advice.spentMonths })],
    [t('ownership.expected'), amount(advice.expectedRunning), t('ownership.expectedFrom')],
    [t('ownership.repair'), amount(advice.repair), t('ownership.entered')],
    [t('ownership.keep'), amount(advice.keepTotal), t('ownership.keepFrom')],
    [t('ownership.keepMonthly'), amount(advice.keepPerMonth), t('ownership.keepMonthlyFrom')],
    [
      t('ownership.price'),
      amount(advice.replacement),
      word('priceSource', advice.priceSource) + (advice.pricedLike === null ? '' : ` (${advice.pricedLike})`),
    ],
    [t('ownership.bookValue'), amount(advice.bookValue), t('ownership.bookValueFrom')],
    [t('ownership.replace'), amount(advice.replaceTotal), t('ownership.replaceFrom')],
    [t('ownership.replaceMonthly'), amount(advice.replacePerMonth), t('ownership.replaceMonthlyFrom')],
    [t('ownership.limit'), formatPercent(advice.limitPercent), t('ownership.limitFrom')],
  ];
  const strong = new Set([t('ownership.keepMonthly'), t('ownership.replaceMonthly')]);
  return (
    <>
      <Table aria-label={t('ownership.arithmetic')} verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(([name, value, source]) => (
            <Table.Tr key={name} fw={strong.has(name) ? 650 : undefined}>
              <Table.Td w={280}>{name}</Table.Td>
              <Table.Td w={150} ta="end" className="numbers">
                {value}
              </Table.Td>
              <Table.Td c="dimmed" fw={400}>
                {source}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="xs">
        {t('ownership.rule')}
      </Text>
    </>
  );
}
