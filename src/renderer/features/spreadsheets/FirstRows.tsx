import { ScrollArea, Table } from '@mantine/core';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { fieldName } from './field-name.ts';

/** The first rows as they will stand in the register. */
export function FirstRows({ rows }: { rows: readonly Readonly<Record<string, string>>[] }) {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('import.firstRows', { count: rows.length })} flush>
      <ScrollArea
        viewportProps={{ tabIndex: 0, 'aria-label': t('import.firstRows', { count: rows.length }), role: 'region' }}
      >
        <Table
          aria-label={t('import.firstRows', { count: rows.length })}
          className="numbers"
          fz="sm"
          style={{ whiteSpace: 'nowrap' }}
        >
          <Table.Thead>
            <Table.Tr>
              {fields.map((field) => (
                <Table.Th key={field}>{fieldName(field)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a report does not change
              <Table.Tr key={index}>
                {fields.map((field) => (
                  <Table.Td key={field}>{row[field] ?? ''}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Panel>
  );
}
