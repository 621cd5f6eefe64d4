import { Button, Loader, Table, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Seat } from '#shared/features/licences/seat.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';

type Of = { productId: number } | { personId: number } | { assetId: number };

/** Who has a seat, of one product or all seats of one holder. */
export function SeatsPanel(of: Of) {
  const mayAssign = useMay()('licence.assign');
  const query = useQuery(rpc.licences.listSeats.queryOptions({ input: of }));
  const release = useAction(
    (seat: Seat) => client.licences.release({ ids: [seat.id] }),
    () => announce(t('licences.released', { count: 1 })),
  );
  const ofProduct = 'productId' in of;
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  return (
    <Panel title={t('licences.seats')} flush>
      {query.data === undefined ? <Loader size="sm" m="md" /> : null}
      {query.data?.length === 0 ? (
        <EmptyState title={t('licences.noSeats')}>
          {t(ofProduct ? 'licences.noSeatsHint' : 'licences.noSeatsOfHolder')}
        </EmptyState>
      ) : null}
      {query.data === undefined || query.data.length === 0 ? null : (
        <div className={classes['scroll']}>
          <Table aria-label={t('licences.seats')} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(ofProduct ? 'licences.holder' : 'entity.software_product')}</Table.Th>
                <Table.Th>{t('entity.entitlement')}</Table.Th>
                <Table.Th>{t('licences.lastUse')}</Table.Th>
                <Table.Th>{t('licences.until')}</Table.Th>
                <Table.Th w={110}>
                  <VisuallyHidden>{t('licences.actions')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {query.data.map((seat) => (
                <Table.Tr key={seat.id}>
                  <Table.Td>
                    <SeatName seat={seat} ofProduct={ofProduct} />
                    {seat.seats === 1 ? '' : ` × ${formatNumber(seat.seats)}`}
                    {seat.overrideReason === null ? null : (
                      <div className={classes['quiet']}>{t('licences.beyond', { reason: seat.overrideReason })}</div>
                    )}
                  </Table.Td>
                  <Table.Td>{[seat.entitlement.name, seat.project].filter(Boolean).join(' · ')}</Table.Td>
                  <Table.Td>
                    {seat.usedOn === null
                      ? t(seat.installed ? 'licences.useUnknown' : 'licences.notInstalled')
                      : formatDay(seat.usedOn)}
                  </Table.Td>
                  <Table.Td>{formatDay(seat.until)}</Table.Td>
                  <Table.Td ta="right">
                    {mayAssign ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={release.isPending && release.variables?.id === seat.id}
                        aria-label={t('licences.releaseOf', { name: ofProduct ? seat.holder.name : seat.product.name })}
                        onClick={() => release.mutate(seat)}
                      >
                        {t('licences.release')}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Panel>
  );
}

function SeatName({ seat: { holder, product }, ofProduct }: { seat: Seat; ofProduct: boolean }) {
  if (!ofProduct) return <EntityLink href={hrefTo(`/licences/${product.id}`)}>{product.name}</EntityLink>;
  if (holder.kind === 'department') return holder.name;
  return (
    <EntityLink href={hrefTo(`/${holder.kind === 'person' ? 'people' : 'assets'}/${holder.id}`)}>
      {holder.name}
    </EntityLink>
  );
}
