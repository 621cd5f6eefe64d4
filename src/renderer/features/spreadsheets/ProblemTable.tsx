import { Button, ScrollArea, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CellRepair, ImportProblem } from '#shared/features/spreadsheets/contract.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Each problem by row and cell, with what is wrong and what would be right. */
interface ProblemTableProps {
  title: string;
  problems: readonly ImportProblem[];
  busy: boolean;
  /** Takes the mended cells and has the file checked again. */
  mend: (repairs: readonly CellRepair[]) => void;
}

export function ProblemTable({ title, problems, busy, mend }: ProblemTableProps) {
  const [repairs, setRepairs] = useState<ReadonlyMap<string, CellRepair>>(new Map());
  const put = (repair: CellRepair) => setRepairs(new Map([...repairs, [`${repair.row} ${repair.column}`, repair]]));
  return (
    <Panel
      title={title}
      flush
      actions={
        repairs.size === 0 ? null : (
          <Button size="xs" loading={busy} onClick={() => mend([...repairs.values()])}>
            {t('import.checkRepairs', { count: repairs.size })}
          </Button>
        )
      }
    >
      <ScrollArea.Autosize mah={320} viewportProps={{ tabIndex: 0, 'aria-label': title, role: 'region' }}>
        <Table aria-label={title} stickyHeader verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70} ta="right">
                {t('import.row')}
              </Table.Th>
              <Table.Th w="20%">{t('import.column')}</Table.Th>
              <Table.Th w="24%">{t('import.value')}</Table.Th>
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
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Cell problem={problem} repair={repairs.get(`${problem.row} ${problem.column}`)} put={put} />
                </Table.Td>
                <Table.Td>
                  {sentenceOfCode('rowProblem', problem.code, problem.facts)}
                  <Proposal problem={problem} put={put} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Panel>
  );
}

interface CellProps {
  problem: ImportProblem;
  put: (repair: CellRepair) => void;
}

/** The cell as the file has it, to be written over: the file itself stays as it is. */
function Cell({ problem, repair, put }: CellProps & { repair: CellRepair | undefined }) {
  const { row, column, value, heading } = problem;
  if (column === null) return <>{value ?? '–'}</>;
  return (
    <TextInput
      key={repair?.value}
      size="xs"
      aria-label={t('import.cellOf', { row, heading })}
      defaultValue={repair?.value ?? value ?? ''}
      onBlur={({ currentTarget }) => {
        const typed = currentTarget.value;
        if (typed !== (repair?.value ?? value ?? '')) put({ row, column, value: typed });
      }}
    />
  );
}

/** What the cell probably was before a spreadsheet damaged it. */
function Proposal({ problem: { row, column, facts }, put }: CellProps) {
  const proposal = facts['proposal'];
  if (column === null || proposal === undefined) return null;
  return (
    <Button
      size="compact-xs"
      variant="light"
      ml={8}
      aria-label={t('import.takeProposalOf', { row, proposal })}
      onClick={() => put({ row, column, value: proposal })}
    >
      {t('import.takeProposal', { proposal })}
    </Button>
  );
}
