import { Button, Group, Modal, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepreciationSchedule, LedgerYearRow } from '#shared/features/depreciation/contract.ts';
import type { Money } from '#shared/primitives/money.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { formatDay, formatMoney, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ChangeValue } from './ChangeValue.tsx';
import classes from './depreciation.module.css';
import { ruleInWords } from './rule-words.ts';

/** How the value of an asset goes down year by year, and what happened to it on the way. */
export function ScheduleDialog({ assetId, title, onClose }: { assetId: number; title: string; onClose: () => void }) {
  const query = useQuery(rpc.depreciation.schedule.queryOptions({ input: { assetId } }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('depreciation.of', { name: title })}
      size={820}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {query.data === undefined ? (
        query.error === null ? (
          <Waiting />
        ) : null
      ) : (
        <Schedule assetId={assetId} schedule={query.data} />
      )}
    </Modal>
  );
}

function Schedule({ assetId, schedule }: { assetId: number; schedule: DepreciationSchedule }) {
  const may = useMay();
  const [changing, setChanging] = useState<'rule' | 'impairment' | null>(null);
  const { years, rule, source, bookValue, cost, from, changes } = schedule;
  const mayChange = may('catalogue.edit') && from !== null;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start" wrap="nowrap" gap="lg">
        <div className={classes['facts']}>
          <FactList
            facts={[
              {
                label: t('depreciation.rule'),
                value: [rule === null ? t('depreciation.noRule') : ruleInWords(rule), sourceWords(source)]
                  .filter(Boolean)
                  .join(' · '),
              },
              { label: t('field.purchasedOn'), value: formatDay(from) },
              { label: t('field.cost'), value: formatMoney(cost) },
              { label: t('assets.bookValue'), value: <b>{formatMoney(bookValue)}</b> },
            ]}
          />
        </div>
        {mayChange ? (
          <Group gap={6} wrap="nowrap">
            <Button size="xs" variant="default" onClick={() => setChanging('rule')}>
              {t('depreciation.change')}
            </Button>
            {bookValue === null ? null : (
              <Button size="xs" variant="default" onClick={() => setChanging('impairment')}>
                {t('depreciation.impair')}
              </Button>
            )}
          </Group>
        ) : null}
      </Group>
      {years === null ? (
        <EmptyState title={t('depreciation.notReckoned')}>{t('depreciation.notReckonedHint')}</EmptyState>
      ) : (
        <Panel title={t('depreciation.schedule')} flush>
          <Years years={years} />
        </Panel>
      )}
      {changes.length === 0 ? null : (
        <Panel title={t('depreciation.changes')} flush>
          <Changes changes={changes} />
        </Panel>
      )}
      {changing === null ? null : (
        <ChangeValue
          assetId={assetId}
          kind={changing}
          currency={cost?.currency ?? 'EUR'}
          rule={rule}
          onClose={() => setChanging(null)}
        />
      )}
    </Stack>
  );
}

const sourceWords = (source: DepreciationSchedule['source']) => (source === null ? '' : word('ruleSource', source));

/** What happened to the value on the way, the newest last as it came. */
function Changes({ changes }: Pick<DepreciationSchedule, 'changes'>) {
  return (
    <Table className="numbers" aria-label={t('depreciation.changes')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={120}>{t('depreciation.on')}</Table.Th>
          <Table.Th>{t('depreciation.whatChanged')}</Table.Th>
          <Table.Th>{t('depreciation.reason')}</Table.Th>
          <Table.Th w={150}>{t('depreciation.setBy')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map((change) => (
          <Table.Tr key={`${change.at} ${change.on} ${change.kind}`}>
            <Table.Td>{formatDay(change.on)}</Table.Td>
            <Table.Td>
              {change.rule === null
                ? t('depreciation.lossOf', { amount: formatMoney(change.amount) })
                : ruleInWords(change.rule)}
            </Table.Td>
            <Table.Td>{change.reason}</Table.Td>
            <Table.Td>{change.by}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Years({ years }: { years: readonly LedgerYearRow[] }) {
  const thisYear = Number(today().slice(0, 4));
  const sum = (of: (year: LedgerYearRow) => Money): Money | null =>
    years.reduce<Money | null>((all, year) => ({ ...of(year), minor: (all?.minor ?? 0) + of(year).minor }), null);
  const cells = (amounts: readonly (Money | null)[]) =>
    amounts.map((amount, at) => (
      // oxlint-disable-next-line react/no-array-index-key -- the columns of one table
      <Table.Td key={at} ta="right">
        {amount === null ? '' : formatMoney(amount)}
      </Table.Td>
    ));
  return (
    <Table className={`numbers ${classes['years'] ?? ''}`} aria-label={t('depreciation.schedule')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('depreciation.year')}</Table.Th>
          {(['opening', 'depreciation', 'impairment', 'closing'] as const).map((column) => (
            <Table.Th key={column} ta="right">
              {word('ledgerColumn', column)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {years.map((year) => (
          <Table.Tr key={year.year} data-now={year.year === thisYear || undefined}>
            <Table.Td>
              {year.year === thisYear ? t('depreciation.thisYear', { year: String(year.year) }) : year.year}
            </Table.Td>
            {cells([
              year.opening,
              year.depreciation,
              year.impairment.minor === 0 ? null : year.impairment,
              year.closing,
            ])}
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>{t('depreciation.sum')}</Table.Th>
          {cells([
            years[0]?.opening ?? null,
            sum((year) => year.depreciation),
            sum((year) => year.impairment),
            years.at(-1)?.closing ?? null,
          ])}
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
