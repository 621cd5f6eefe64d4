import { Button, Loader, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reservation } from '#shared/features/loans/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ChangeReservation } from './ChangeReservation.tsx';

/** Reservations of an asset or a person that are still to come; nothing where there are none. */
export function Reservations(of: { assetId: number } | { personId: number }) {
  const query = useQuery(rpc.loans.listReservations.queryOptions({ input: of }));
  const mayReserve = useMay()('asset.reserve');
  const [changing, setChanging] = useState<Reservation | null>(null);
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  if (query.data.length === 0) return null;
  const ofAsset = 'assetId' in of;
  return (
    <Panel title={t('reservation.list', { count: query.data.length })} flush>
      <Table aria-label={t('reservation.list', { count: query.data.length })} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{ofAsset ? t('reservation.for') : t('entity.asset')}</Table.Th>
            <Table.Th w={150}>{t('reservation.from')}</Table.Th>
            <Table.Th w={150}>{t('reservation.to')}</Table.Th>
            <Table.Th>{t('custody.purpose')}</Table.Th>
            <Table.Th w={110}>
              <span className="visually-hidden">{t('table.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {query.data.map((reservation) => (
            <Table.Tr key={reservation.id}>
              <Table.Td>{ofAsset ? <Holder {...reservation} /> : <Reserved {...reservation} />}</Table.Td>
              <Table.Td>{formatDay(reservation.from)}</Table.Td>
              <Table.Td>{formatDay(reservation.to)}</Table.Td>
              <Table.Td>{reservation.purpose ?? '–'}</Table.Td>
              <Table.Td>
                {mayReserve ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('reservation.of', { name: reservation.holder.name })}
                    onClick={() => setChanging(reservation)}
                  >
                    {t('action.edit')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {changing === null ? null : <ChangeReservation reservation={changing} onClose={() => setChanging(null)} />}
    </Panel>
  );
}

function Holder({ holder }: Reservation) {
  if (holder.kind !== 'person') return holder.name;
  return <EntityLink href={hrefTo(`/people/${holder.id}`)}>{holder.name}</EntityLink>;
}

function Reserved({ asset, wantedName }: Reservation) {
  return (
    <>
      <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink> {asset.name}
      {wantedName === null ? null : ` · ${t('reservation.anyOf', { name: wantedName })}`}
    </>
  );
}
