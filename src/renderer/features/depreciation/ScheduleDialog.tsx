import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepreciationSchedule, LedgerYearRow } from '#shared/features/depreciation/contract.ts';
import type { Money } from '#shared/primitives/money.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { formatDay, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ChangeValue } from './ChangeValue.tsx';
import { ruleInWords } from './rule-words.ts';

/** How the value of an asset goes down year by year, and what happened to it on the way. */
export function ScheduleDialog({ assetId, title, onClose }: { assetId: number; title: string; onClose: () => void }) {
  const query = useQuery(rpc.depreciation.schedule.queryOptions({ input: { assetId } }));
  return (
    <Modal opened onClose={onClose} title={t('depreciation.of', { name: title })} size={820} centered>
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
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <div>
          <Text size="sm">
            {rule === null ? t('depreciation.noRule') : ruleInWords(rule)}
            {source === null ? '' : ` · ${word('ruleSource', source)}`}
          </Text>
          <Text size="sm" c="dimmed">
            {t('depreciation.facts', { cost: formatMoney(cost), from: formatDay(from), value: formatMoney(bookValue) })}
          </Text>
        </div>
        {may('catalogue.edit') && from !== null ? (
          <Group gap={6}>
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
      {years === null ? <EmptyState title={t('depreciation.notReckoned')} /> : <Years years={years} />}
      {changes.length === 0 ? null : (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('depreciation.changes')}
          </Text>
          {changes.map((change) => (
            <Text key={`${change.at} ${change.on} ${change.kind}`} size="sm">
              {formatDay(change.on)}: {change.rule === null ? formatMoney(change.amount) : ruleInWords(change.rule)} —{' '}
              {change.reason} ({change.by})
            </Text>
          ))}
        </div>
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

function Years({ years }: { years: readonly LedgerYearRow[] }) {
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
    <Table className="numbers" aria-label={t('depreciation.schedule')}>
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
          <Table.Tr key={year.year}>
            <Table.Td>{year.year}</Table.Td>
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
