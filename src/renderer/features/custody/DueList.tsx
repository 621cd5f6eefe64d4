import { Button, Group, Loader, SegmentedControl, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DueAsset } from '#shared/features/custody/contract.ts';
import { DueDay } from '#renderer/features/assets/DueDay.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import { CheckIn } from './CheckIn.tsx';
import { hrefOfCustodian } from './custodian-href.ts';
import { formatAge } from '#renderer/ui/text/format.ts';
import { ExtendLoan } from './ExtendLoan.tsx';
import { Remind } from './Remind.tsx';

const spans = ['0', '7', '30'] as const;
type Acting = { asset: { id: number; tag: string; dueOn: string }; does: 'return' | 'extend' | 'remind' };

const spanInWords = (span: string): string =>
  span === '0' ? t('loans.overdue') : t('loans.withinDays', { count: Number(span) });

/** What should be back by now, or will have to be soon: the longest overdue first. */
export function DueList({ listActions }: { listActions?: (withinDays: number, words: string) => ReactNode }) {
  const [span, setSpan] = useRemembered('dueSpan', '0');
  const due = useQuery(rpc.custody.listDue.queryOptions({ input: { withinDays: Number(span) } }));
  const [acting, setActing] = useState<Acting | null>(null);
  if (due.error !== null)
    return <FailureAlert sentence={sentenceOfError(due.error)} retry={() => void due.refetch()} />;
  if (due.data === undefined) return <Loader size="sm" />;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          w="fit-content"
          aria-label={t('loans.span')}
          data={spans.map((value) => ({
            value,
            label: spanInWords(value),
          }))}
          value={span}
          onChange={setSpan}
        />
        {listActions?.(Number(span), spanInWords(span))}
      </Group>
      <Panel title={t('loans.dueCount', { count: due.data.length })} flush={due.data.length > 0}>
        {due.data.length === 0 ? (
          <EmptyState title={t('loans.nothingDue')}>{t('loans.nothingDueHint')}</EmptyState>
        ) : (
          <DueTable rows={due.data} act={setActing} />
        )}
      </Panel>
      {acting?.does === 'return' ? <CheckIn asset={acting.asset} onClose={() => setActing(null)} /> : null}
      {acting?.does === 'remind' ? <Remind asset={acting.asset} onClose={() => setActing(null)} /> : null}
      {acting?.does === 'extend' ? <ExtendLoan asset={acting.asset} onClose={() => setActing(null)} /> : null}
    </Stack>
  );
}

function DueTable({ rows, act }: { rows: readonly DueAsset[]; act: (acting: Acting) => void }) {
  const may = useMay();
  return (
    <Table aria-label={t('loans.due')} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130}>{t('field.tag')}</Table.Th>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th>{t('field.custodian')}</Table.Th>
          <Table.Th>{t('custody.purpose')}</Table.Th>
          <Table.Th>{t('field.dueOn')}</Table.Th>
          <Table.Th ta="right">{t('loans.daysOver')}</Table.Th>
          <Table.Th w={300}>
            <span className="visually-hidden">{t('table.actions')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => {
          const href = hrefOfCustodian(row.custodian);
          const asset = { id: row.assetId, tag: row.tag, dueOn: row.dueOn };
          return (
            <Table.Tr key={row.assetId}>
              <Table.Td>
                <EntityLink href={hrefTo(`/assets/${row.assetId}`)}>{row.tag}</EntityLink>
              </Table.Td>
              <Table.Td>{row.name}</Table.Td>
              <Table.Td>
                {href === null ? row.custodian.name : <EntityLink href={href}>{row.custodian.name}</EntityLink>}
                {row.email === null ? null : (
                  <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: 12 }}>{row.email}</div>
                )}
              </Table.Td>
              <Table.Td>{row.purpose ?? '–'}</Table.Td>
              <Table.Td>
                <DueDay day={row.dueOn} />
                {row.remindedAt === null ? null : (
                  <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: 12 }}>
                    {t('reminder.last', { age: formatAge(row.remindedAt) })}
                  </div>
                )}
              </Table.Td>
              <Table.Td ta="right">{row.daysOver > 0 ? row.daysOver : '–'}</Table.Td>
              <Table.Td>
                <Group gap="xs" wrap="nowrap" justify="flex-end">
                  {may('asset.checkout') ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('reminder.title', { name: row.custodian.name, tag: row.tag })}
                      onClick={() => act({ asset, does: 'remind' })}
                    >
                      {t('reminder.remind')}
                    </Button>
                  ) : null}
                  {may('asset.checkout') ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('custody.extendTitle', { tag: row.tag })}
                      onClick={() => act({ asset, does: 'extend' })}
                    >
                      {t('custody.extend')}
                    </Button>
                  ) : null}
                  {may('asset.checkin') ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('custody.checkInTitle', { tag: row.tag })}
                      onClick={() => act({ asset, does: 'return' })}
                    >
                      {t('custody.checkIn')}
                    </Button>
                  ) : null}
                </Group>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
