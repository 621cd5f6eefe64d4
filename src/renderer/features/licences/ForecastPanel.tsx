import { Table } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ForecastMonth } from '#shared/features/licences/renewal.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { formatMoney, formatMonth } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';

interface Line {
  key: string;
  name: string;
  currency: string;
  months: number[];
  sum: number;
}

/** One line for each department and currency, with its months side by side. */
function linesOf(forecast: readonly ForecastMonth[]): Line[] {
  const lines = new Map<string, Line>();
  for (const [index, { amounts }] of forecast.entries())
    for (const { department, currency, minor } of amounts) {
      const key = `${department?.id ?? 0} ${currency}`;
      const line = lines.get(key) ?? {
        key,
        name: department?.name ?? t('licences.noDepartment'),
        currency,
        months: forecast.map(() => 0),
        sum: 0,
      };
      line.months[index] = (line.months[index] ?? 0) + minor;
      line.sum += minor;
      lines.set(key, line);
    }
  return [...lines.values()].toSorted((one, other) => other.sum - one.sum);
}

const sumOf = (forecast: readonly ForecastMonth[], currency: string): number =>
  forecast.reduce(
    (sum, { amounts }) => sum + amounts.reduce((own, each) => own + (each.currency === currency ? each.minor : 0), 0),
    0,
  );

/** What licences will cost by month and department, and what if fewer were renewed. */
export function ForecastPanel() {
  const [drop, setDrop] = useState<number | string>(0);
  const dropPercent = Math.min(100, Math.max(0, Number(drop) || 0));
  const query = useQuery(
    rpc.licences.forecast.queryOptions({ input: { months: 12, dropPercent }, placeholderData: keepPreviousData }),
  );
  const plain = useQuery(rpc.licences.forecast.queryOptions({ input: { months: 12, dropPercent: 0 } })).data ?? [];
  const forecast = query.data ?? [];
  const lines = linesOf(forecast);
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  return (
    <Panel
      title={t('licences.forecast')}
      actions={
        <WholeNumberField
          aria-label={t('licences.drop')}
          prefix={`${t('licences.drop')} `}
          suffix=" %"
          size="xs"
          w={210}
          min={0}
          max={100}
          value={drop}
          onChange={setDrop}
        />
      }
      flush
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {lines.length === 0 ? (
        <p className={classes['note']} style={{ padding: 14 }}>
          {t('licences.noForecast')}
        </p>
      ) : (
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('licences.byMonth')}>
          <Table aria-label={t('licences.forecast')} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th miw={150}>{t('field.department')}</Table.Th>
                {forecast.map(({ month }) => (
                  <Table.Th key={month} ta="right" miw={92}>
                    {formatMonth(month)}
                  </Table.Th>
                ))}
                <Table.Th ta="right" miw={110}>
                  {t('licences.sum')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map(({ key, name, currency, months, sum }) => (
                <Table.Tr key={key}>
                  <Table.Td>{name}</Table.Td>
                  {months.map((minor, index) => (
                    <Table.Td key={forecast[index]?.month} ta="right" className="numbers">
                      {minor === 0 ? '' : formatMoney({ minor, currency })}
                    </Table.Td>
                  ))}
                  <Table.Td ta="right" className="numbers" fw={600}>
                    {formatMoney({ minor: sum, currency })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {currencies.map((currency) => (
        <p key={currency} className={classes['note']} style={{ padding: '8px 14px' }} role="status">
          {t(dropPercent === 0 ? 'licences.forecastSum' : 'licences.forecastSaved', {
            sum: formatMoney({ minor: sumOf(forecast, currency), currency }),
            saved: formatMoney({ minor: sumOf(plain, currency) - sumOf(forecast, currency), currency }),
          })}
        </p>
      ))}
    </Panel>
  );
}
