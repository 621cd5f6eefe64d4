import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewUnit } from '#shared/features/assets/entry-contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './entry.module.css';
import { issuesOfRows, pasteColumns, unitOfRow } from './paste-block.ts';
import type { PasteColumn, PasteRow } from './paste-block.ts';

interface PasteGridProps {
  entryId: number;
  initial: PasteRow[];
  add: (units: NewUnit[]) => Promise<void>;
  close: () => void;
}

/** A request takes this many; more are an import. */
const mostRows = 500;

/** The pasted block, cell by cell: what is wrong stands in the cell and is mended there. */
export function PasteGrid({ entryId, initial, add, close }: PasteGridProps) {
  const [rows, setRows] = useState(initial.slice(0, mostRows));
  const own = issuesOfRows(rows);
  const units = rows.map(unitOfRow);
  const well = own.size === 0 && rows.length > 0;
  const asked = useQuery(
    rpc.assets.checkUnits.queryOptions({ input: { entryId, units }, enabled: well, staleTime: 0 }),
  );
  const issues = new Map<string, string>([...own].map(([cell, issue]) => [cell, t(`entry.cell.${issue}`)]));
  if (well)
    for (const { row, column, code, tag } of asked.data ?? [])
      issues.set(`${row}.${column}`, t(`entry.cell.${code}`, { tag }));
  const change = (index: number, column: PasteColumn, value: string) => {
    setRows((known) => known.map((row, place) => (place === index ? { ...row, [column]: value } : row)));
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('entry.pasted', { count: rows.length })}
      size={900}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {initial.length > mostRows ? <FailureAlert sentence={t('entry.tooManyRows', { count: initial.length })} /> : null}
      {asked.error === null ? null : <FailureAlert sentence={sentenceOfError(asked.error)} />}
      <div className={classes['grid']} tabIndex={0} role="region" aria-label={t('entry.pastedRows')}>
        <table className={classes['units']}>
          <thead>
            <tr>
              <th scope="col">{t('entry.number')}</th>
              {pasteColumns.map((column) => (
                <th key={column} scope="col">
                  {t(`field.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a pasted block have no other identity
              <tr key={index}>
                <td className="numbers">{index + 1}</td>
                {pasteColumns.map((column) => {
                  const issue = issues.get(`${index}.${column}`);
                  return (
                    <td key={column}>
                      <input
                        className={classes['cell']}
                        aria-label={t('entry.cellOf', { column: t(`field.${column}`), row: index + 1 })}
                        aria-invalid={issue !== undefined}
                        value={row[column]}
                        onChange={(event) => change(index, column, event.currentTarget.value)}
                      />
                      {issue === undefined ? null : <span className={classes['issue']}>{issue}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="flex-end" gap="xs" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {issues.size === 0 ? t('entry.allWell') : t('entry.badCells', { count: issues.size })}
        </Text>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button
          data-autofocus
          disabled={!well || issues.size > 0 || asked.data === undefined}
          onClick={() => void add(units)}
        >
          {t('entry.addRows', { count: rows.length })}
        </Button>
      </Group>
    </Modal>
  );
}
