import { ScrollArea, SegmentedControl, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { rowOutcomes } from '#shared/features/spreadsheets/contract.ts';
import type { PreviewReport, RowChange } from '#shared/features/spreadsheets/contract.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { fieldName } from './field-name.ts';

/** Row by row what would happen, with the values before and after. */
export function RowOutcomes({ report }: { report: PreviewReport }) {
  const kinds = rowOutcomes.filter((kind) => kind !== 'refused' && report.counts[kind] > 0);
  const [chosen, choose] = useState<string | null>(null);
  const kind = kinds.find((each) => each === chosen) ?? (kinds.includes('changed') ? 'changed' : kinds[0]);
  if (kind === undefined) return null;
  const rows = report.outcomes.filter(({ what }) => what === kind);
  const title = t('import.outcomes');
  return (
    <Panel
      title={title}
      flush
      actions={
        kinds.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={title}
            value={kind}
            onChange={choose}
            data={kinds.map((each) => ({
              value: each,
              label: `${word('rowOutcome', each)} (${formatNumber(report.counts[each])})`,
            }))}
          />
        ) : null
      }
    >
      <ScrollArea.Autosize mah={320} viewportProps={{ tabIndex: 0, 'aria-label': title, role: 'region' }}>
        <Table aria-label={title} stickyHeader verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70} ta="right">
                {t('import.row')}
              </Table.Th>
              <Table.Th w={110}>{t('import.outcome')}</Table.Th>
              <Table.Th w="20%">{t('import.record')}</Table.Th>
              <Table.Th>{t('import.changes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ row, what, label, changes }) => (
              <Table.Tr key={row}>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(row)}
                </Table.Td>
                <Table.Td>{word('rowOutcome', what)}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{label}</Table.Td>
                <Table.Td>
                  {changes.map((change) => (
                    <Change key={change.field} change={change} />
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {report.counts[kind] > rows.length ? (
        <Text size="xs" c="dimmed" p="xs">
          {t('import.outcomesShown', { shown: rows.length, count: report.counts[kind] })}
        </Text>
      ) : null}
    </Panel>
  );
}

/** Choices of ours are told in words, everything else as it stands. */
function shown(field: string, value: string | null): string {
  if (value === null) return t('import.emptyValue');
  return field === 'status' || field === 'condition' ? word(field, value) : value;
}

function Change({ change: { field, before, after } }: { change: RowChange }) {
  const name = field.startsWith('+') ? field.slice(1) : fieldName(field);
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text span size="sm" c="dimmed">
        {name}:{' '}
      </Text>
      <Text span size="sm" td={before === null ? undefined : 'line-through'} c="dimmed">
        {shown(field, before)}
      </Text>
      <Text span size="sm">
        {' → '}
        {shown(field, after)}
      </Text>
    </div>
  );
}
