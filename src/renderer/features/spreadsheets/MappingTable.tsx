import { Select, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { t, word } from '#renderer/ui/text/t.ts';
import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import { fieldName } from './field-name.ts';
import { keep, leave } from './import-state.ts';
import type { Draft } from './import-state.ts';

interface MappingTableProps {
  draft: Draft;
  fields: readonly { key: string; required: boolean }[];
  doubled: ReadonlySet<string>;
  change: (draft: Draft) => void;
}

function Certainty({ confidence, reason, doubled }: { confidence: number; reason: string; doubled: boolean }) {
  if (doubled) {
    return (
      <Text size="xs" style={{ color: 'var(--qm-bad)', display: 'flex', gap: 5, alignItems: 'center' }} role="alert">
        <IconAlertTriangle size={14} aria-hidden />
        {t('import.doubled')}
      </Text>
    );
  }
  if (reason === 'none') return null;
  const sure = confidence >= 0.85;
  return (
    <Text
      size="xs"
      component="span"
      style={{ color: sure ? 'var(--qm-good)' : 'var(--qm-warn)', display: 'flex', gap: 5, alignItems: 'center' }}
    >
      {sure ? <IconCircleCheck size={14} aria-hidden /> : <IconCircleDashed size={14} aria-hidden />}
      {word('mappingReason', reason)}
    </Text>
  );
}

export function MappingTable({ draft, fields, doubled, change }: MappingTableProps) {
  const { inspection, targets } = draft;
  const data = [
    {
      group: t('import.noField'),
      items: [
        { value: keep, label: t('import.keep') },
        { value: leave, label: t('import.leaveOut') },
      ],
    },
    {
      group: t('import.fields'),
      items: fields
        .filter(({ key }) => ownFieldName(key) === null)
        .map(({ key, required }) => ({ value: key, label: `${fieldName(key)}${required ? ' *' : ''}` })),
    },
    {
      group: t('import.ownFields'),
      items: fields
        .filter(({ key }) => ownFieldName(key) !== null)
        .map(({ key }) => ({ value: key, label: fieldName(key) })),
    },
  ];
  const set = (column: number, target: string | null) => {
    if (target !== null)
      change({ ...draft, targets: targets.map((each, index) => (index === column ? target : each)) });
  };
  return (
    <Table aria-label={t('import.columnsTitle')} verticalSpacing={6} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="24%">{t('import.heading')}</Table.Th>
          <Table.Th>{t('import.samples')}</Table.Th>
          <Table.Th w={240}>{t('import.goesTo')}</Table.Th>
          <Table.Th w={190}>{t('import.certainty')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {inspection.headings.map((heading, column) => {
          const proposed = inspection.mapping.find((each) => each.column === column);
          const target = targets[column] ?? keep;
          const samples = [
            ...new Set(inspection.sampleRows.map((row) => row[column] ?? '').filter((value) => value !== '')),
          ].slice(0, 3);
          const shownReason = proposed?.field === target ? proposed.reason : 'none';
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a column is its place in the file
            <Table.Tr key={column}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {heading}
              </Table.Th>
              <Table.Td className="numbers">
                <Text size="sm" c="dimmed" truncate>
                  {samples.join(' · ') || t('import.emptyColumn')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={t('import.goesToOf', { heading })}
                  size="xs"
                  data={data}
                  searchable
                  allowDeselect={false}
                  value={target}
                  onChange={(value) => set(column, value)}
                />
              </Table.Td>
              <Table.Td>
                <Certainty confidence={proposed?.confidence ?? 0} reason={shownReason} doubled={doubled.has(target)} />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
