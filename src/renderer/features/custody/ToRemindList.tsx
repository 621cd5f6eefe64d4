import { Button, Loader, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ToRemind } from '#shared/features/custody/reminder-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatAge, formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { hrefOfCustodian } from './custodian-href.ts';
import { Remind } from './Remind.tsx';

/** Everybody who should have brought something back, once each: whom it is time to remind comes first. */
export function ToRemindList() {
  const query = useQuery(rpc.custody.listToRemind.queryOptions());
  const [reminding, setReminding] = useState<ToRemind | null>(null);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const rows = query.data;
  if (rows === undefined) return <Loader size="sm" />;
  const time = rows.filter(({ now }) => now).length;
  return (
    <>
      <Panel title={t('reminder.count', { count: time })} flush={rows.length > 0}>
        {rows.length === 0 ? (
          <EmptyState title={t('reminder.nobody')}>{t('reminder.nobodyHint')}</EmptyState>
        ) : (
          <Table aria-label={t('reminder.toRemind')} className="numbers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.custodian')}</Table.Th>
                <Table.Th>{t('field.email')}</Table.Th>
                <Table.Th ta="right">{t('reminder.items')}</Table.Th>
                <Table.Th ta="right">{t('loans.daysOver')}</Table.Th>
                <Table.Th>{t('reminder.lastTime')}</Table.Th>
                <Table.Th w={150}>
                  <span className="visually-hidden">{t('table.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Row key={`${row.custodian.kind} ${row.custodian.id}`} row={row} remind={() => setReminding(row)} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {reminding === null ? null : (
        <Remind
          asset={{ id: reminding.assetId, tag: t('reminder.things', { count: reminding.count }) }}
          onClose={() => setReminding(null)}
        />
      )}
    </>
  );
}

function Row({ row, remind }: { row: ToRemind; remind: () => void }) {
  const may = useMay();
  const href = hrefOfCustodian(row.custodian);
  const { name } = row.custodian;
  return (
    <Table.Tr>
      <Table.Td>{href === null ? name : <EntityLink href={href}>{name}</EntityLink>}</Table.Td>
      <Table.Td>{row.email ?? '–'}</Table.Td>
      <Table.Td ta="right">{row.count}</Table.Td>
      <Table.Td ta="right">{row.daysOver}</Table.Td>
      <Table.Td>
        {row.remindedAt === null ? (
          t('reminder.never')
        ) : (
          <span title={formatInstant(row.remindedAt)}>{formatAge(row.remindedAt)}</span>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {may('asset.checkout') ? (
          <Button
            size="compact-sm"
            variant={row.now ? 'filled' : 'default'}
            aria-label={t('reminder.remindOf', { name })}
            onClick={remind}
          >
            {t('reminder.remind')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
