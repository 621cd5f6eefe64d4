import { Table } from '@mantine/core';
import type { HandoverItem } from '#shared/features/custody/handover-contract.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './handover.module.css';

/** What is signed for, one line for each item and its accessories under it. */
export function HandoverItems({ items }: { items: readonly HandoverItem[] }) {
  return (
    <Table className="numbers" aria-label={t('handover.items')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>{t('field.tag')}</Table.Th>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th w={90}>{t('field.condition')}</Table.Th>
          <Table.Th w={125}>{t('field.dueOn')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.custodyId}>
            <Table.Td>{item.tag}</Table.Td>
            <Table.Td>
              {item.name}
              <div className={classes['beside']}>
                {[item.serial, item.purpose, ...item.accessories].filter(Boolean).join(' · ')}
              </div>
            </Table.Td>
            <Table.Td>{word('condition', item.condition)}</Table.Td>
            <Table.Td>{item.dueOn === null ? '–' : formatDay(item.dueOn)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
