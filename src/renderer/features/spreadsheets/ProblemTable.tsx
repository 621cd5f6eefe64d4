import { ScrollArea, Table } from '@mantine/core';
import type { ImportProblem } from '#shared/features/spreadsheets/contract.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Each problem by row and cell, with what is wrong and what would be right. */
export function ProblemTable({ title, problems }: { title: string; problems: readonly ImportProblem[] }) {
  return (
    <Panel title={title} flush>
      <ScrollArea.Autosize mah={320} viewportProps={{ tabIndex: 0, 'aria-label': title, role: 'region' }}>
        <Table aria-label={title} stickyHeader verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70} ta="right">
                {t('import.row')}
              </Table.Th>
              <Table.Th w="20%">{t('import.column')}</Table.Th>
              <Table.Th w="20%">{t('import.value')}</Table.Th>
              <Table.Th>{t('import.problem')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.map((problem, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a report does not change
              <Table.Tr key={index}>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(problem.row)}
                </Table.Td>
                <Table.Td>{problem.heading ?? '–'}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{problem.value ?? '–'}</Table.Td>
                <Table.Td>{sentenceOfCode('rowProblem', problem.code, problem.facts)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Panel>
  );
}
