import { Code, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { RecordKind } from '#shared/features/application/records.ts';
import type { JournalEntry } from '#shared/features/reports/contract.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { recordPages } from '#renderer/ui/record-pages.ts';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';
import classes from './reports.module.css';

/** Records with a page, by what the journal calls them. */
const recordOf: Readonly<Record<string, RecordKind>> = {
  ticket: 'ticket',
  incident: 'incident',
  work_order: 'workOrder',
  requisition: 'requisition',
  purchase_order: 'order',
  contract: 'contract',
  supplier: 'supplier',
  software_product: 'licence',
  article: 'article',
  stocktake: 'stocktake',
  disposal_lot: 'lot',
  update_campaign: 'campaign',
  protected_item: 'protectedItem',
  recovery_plan: 'recoveryPlan',
  configuration_profile: 'profile',
  configuration_run: 'configurationRun',
  role_run: 'roleRun',
  training_course: 'course',
  category: 'category',
};

/** What it happened to, as a way there where there is a page. Identifiers of the program are nobody's business. */
function Subject({ subject }: { subject: string }) {
  const [kind = '', id = ''] = subject.split(':');
  const name = findText(`entity.${kind}`) ?? subject;
  if (kind === 'asset') return <EntityLink href={hrefTo(`/assets/${id}`)}>{name}</EntityLink>;
  if (kind === 'person') return <EntityLink href={hrefTo(`/people/${id}`)}>{name}</EntityLink>;
  if (kind === 'place') return <EntityLink href={hrefTo('/places', { id: Number(id) })}>{name}</EntityLink>;
  const record = recordOf[kind];
  if (record !== undefined) return <EntityLink href={recordPages[record].href(Number(id))}>{name}</EntityLink>;
  return name;
}

function Details({ entry }: { entry: JournalEntry }) {
  return (
    <>
      {entry.reason === null ? null : (
        <Text size="sm" mb={6}>
          {t('reports.reason', { reason: entry.reason })}
        </Text>
      )}
      <Code block className={classes['data'] ?? ''}>
        {JSON.stringify(entry.data, null, 2)}
      </Code>
      <Text size="xs" c="dimmed" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {t('reports.hash', { hash: entry.hash })}
      </Text>
    </>
  );
}

/** Who did what to what, when and from where; a row opens to show before and after. */
export function JournalTable({ entries, label }: { entries: readonly JournalEntry[]; label: string }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Table aria-label={label} className="numbers" verticalSpacing={5} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={80} ta="right">
            {t('reports.seq')}
          </Table.Th>
          <Table.Th w={190}>{t('field.at')}</Table.Th>
          <Table.Th>{t('reports.event')}</Table.Th>
          <Table.Th>{t('reports.subject')}</Table.Th>
          <Table.Th>{t('field.operator')}</Table.Th>
          <Table.Th>{t('reports.source')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.flatMap((entry) => {
          const opened = open === entry.seq;
          const row = (
            <Table.Tr key={entry.seq}>
              <Table.Td ta="right">{formatNumber(entry.seq)}</Table.Td>
              <Table.Td>{formatInstant(entry.at, true)}</Table.Td>
              <Table.Td>
                <button
                  type="button"
                  className={classes['event']}
                  aria-expanded={opened}
                  onClick={() => setOpen(opened ? null : entry.seq)}
                >
                  {findText(`event.${entry.event}`) ?? entry.event}
                </button>
              </Table.Td>
              <Table.Td>
                <Subject subject={entry.subject} />
              </Table.Td>
              <Table.Td>{entry.actor}</Table.Td>
              <Table.Td>{findText(`source.${entry.source}`) ?? entry.source}</Table.Td>
            </Table.Tr>
          );
          const details = (
            <Table.Tr key={`${entry.seq}-details`}>
              <Table.Td />
              <Table.Td colSpan={5}>
                <Details entry={entry} />
              </Table.Td>
            </Table.Tr>
          );
          return opened ? [row, details] : [row];
        })}
      </Table.Tbody>
    </Table>
  );
}
