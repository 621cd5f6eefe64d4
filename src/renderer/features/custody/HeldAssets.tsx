import { Button, Loader, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CustodianKind } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { DueDay } from '#renderer/features/assets/DueDay.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { CheckIn } from './CheckIn.tsx';
import { SignButton } from './handover/SignButton.tsx';

/** What somebody answers for now, each with the way back. */
export function HeldAssets({ kind, id }: { kind: CustodianKind; id: number }) {
  const query = useQuery(rpc.custody.heldBy.queryOptions({ input: { kind, id } }));
  const may = useMay();
  const [returning, setReturning] = useState<{ id: number; tag: string } | null>(null);
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const unsigned = query.data.filter(({ signed }) => !signed).map(({ custodyId }) => custodyId);
  return (
    <Panel
      title={t('custody.held', { count: query.data.length })}
      actions={unsigned.length === 0 ? null : <SignButton custodyIds={unsigned} size="compact-sm" />}
      flush
    >
      {query.data.length === 0 ? (
        <EmptyState title={t('custody.holdsNothing')}>{t('custody.holdsNothingHint')}</EmptyState>
      ) : (
        <Table aria-label={t('custody.held', { count: query.data.length })} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>{t('field.tag')}</Table.Th>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th>{t('field.heldSince')}</Table.Th>
              <Table.Th>{t('field.dueOn')}</Table.Th>
              <Table.Th w={120}>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map(({ assetId, tag, name, startedAt, dueOn }) => (
              <Table.Tr key={assetId}>
                <Table.Td>
                  <EntityLink href={hrefTo(`/assets/${assetId}`)}>{tag}</EntityLink>
                </Table.Td>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{formatInstant(startedAt)}</Table.Td>
                <Table.Td>{dueOn === null ? '–' : <DueDay day={dueOn} />}</Table.Td>
                <Table.Td ta="end">
                  {may('asset.checkin') ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('custody.checkInTitle', { tag })}
                      onClick={() => setReturning({ id: assetId, tag })}
                    >
                      {t('custody.checkIn')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {returning === null ? null : <CheckIn asset={returning} onClose={() => setReturning(null)} />}
    </Panel>
  );
}
