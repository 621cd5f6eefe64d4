import { Button, Group, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pool } from '#shared/features/loans/contract.ts';
import { DueDay } from '#renderer/features/assets/DueDay.tsx';
import { AssetStatusBadge } from '#renderer/features/assets/AssetStatusBadge.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { EditOrEnd, EndGroup, Groups } from './Groups.tsx';
import { PoolForm } from './PoolForm.tsx';
import { ReserveForm } from './ReserveForm.tsx';

/** Assets that are lent from hand to hand, any of which serves the same purpose. */
export function PoolsPanel() {
  const may = useMay();
  const pools = useQuery(rpc.loans.listPools.queryOptions());
  const [editing, setEditing] = useState<Pool | null>(null);
  const [adding, setAdding] = useAskedFor('pool');
  const close = () => {
    setEditing(null);
    setAdding(false);
  };
  const [reserving, setReserving] = useState<Pool | null>(null);
  const [ending, setEnding] = useState<Pool | null>(null);
  return (
    <>
      <Groups
        query={pools}
        none={{ title: t('pool.none'), hint: t('pool.noneHint') }}
        newLabel={t('pool.new')}
        onNew={() => setAdding(true)}
      >
        {(pool) => (
          <Panel
            key={pool.id}
            title={t('pool.title', { name: pool.name, free: freeOf(pool), all: pool.members.length })}
            actions={
              <Group gap="xs">
                {may('asset.reserve') ? (
                  <Button
                    size="compact-sm"
                    aria-label={t('pool.reserveOf', { name: pool.name })}
                    onClick={() => setReserving(pool)}
                  >
                    {t('reservation.reserve')}
                  </Button>
                ) : null}
                <EditOrEnd name={pool.name} edit={() => setEditing(pool)} end={() => setEnding(pool)} />
              </Group>
            }
            flush
          >
            <PoolMembers pool={pool} />
          </Panel>
        )}
      </Groups>
      {adding || editing !== null ? <PoolForm pool={editing} onClose={close} /> : null}
      {reserving === null ? null : <ReserveForm start={{ poolId: reserving.id }} onClose={() => setReserving(null)} />}
      {ending === null ? null : (
        <EndGroup
          name={ending.name}
          hint={t('pool.endHint')}
          archive={() => client.loans.archivePool({ id: ending.id })}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}

const freeOf = ({ members }: Pool) => members.filter(({ status }) => status === 'in_stock').length;

function PoolMembers({ pool }: { pool: Pool }) {
  if (pool.members.length === 0) return <EmptyState title={t('pool.empty')}>{t('pool.emptyHint')}</EmptyState>;
  return (
    <Table aria-label={pool.name} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130}>{t('field.tag')}</Table.Th>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th w={150}>{t('field.status')}</Table.Th>
          <Table.Th>{t('field.custodian')}</Table.Th>
          <Table.Th w={150}>{t('field.dueOn')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pool.members.map(({ assetId, tag, name, status, custodian, dueOn }) => (
          <Table.Tr key={assetId}>
            <Table.Td>
              <EntityLink href={hrefTo(`/assets/${assetId}`)}>{tag}</EntityLink>
            </Table.Td>
            <Table.Td>{name}</Table.Td>
            <Table.Td>
              <AssetStatusBadge status={status} />
            </Table.Td>
            <Table.Td>{custodian ?? '–'}</Table.Td>
            <Table.Td>{dueOn === null ? '–' : <DueDay day={dueOn} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
