import { Loader, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntitlementRow } from '#shared/features/licences/entitlement.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { EntitlementDialog } from './EntitlementDialog.tsx';
import classes from './licences.module.css';

/** What entitles to a product. */
export function EntitlementList({ productId }: { productId: number }) {
  const [opened, setOpened] = useState<number | null>(null);
  const query = useQuery(rpc.licences.listEntitlements.queryOptions({ input: { productId } }));
  return (
    <Panel title={t('licences.entitlements')} flush>
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {query.isPending ? <Loader size="sm" m="md" /> : null}
      {query.data?.length === 0 ? (
        <EmptyState title={t('licences.noEntitlements')}>{t('licences.noEntitlementsHint')}</EmptyState>
      ) : null}
      {query.data === undefined || query.data.length === 0 ? null : (
        <Table aria-label={t('licences.entitlements')} verticalSpacing={5}>
          <Table.Tbody>
            {query.data.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <button type="button" className={classes['plain']} onClick={() => setOpened(row.id)}>
                    {row.reference}
                  </button>
                  <div className={classes['quiet']}>
                    {[word('licenceMetric', row.metric), word('rightKind', row.kind), row.department?.name]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </Table.Td>
                <Table.Td>{termText(row)}</Table.Td>
                <Table.Td ta="right" className="numbers">
                  {row.unlimited
                    ? '∞'
                    : t('licences.seatsOf', { seats: formatNumber(row.allocated), rights: formatNumber(row.rights) })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {opened === null ? null : <EntitlementDialog id={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
}

function termText({ term, endedOn }: EntitlementRow): string {
  if (endedOn !== null) return t('licences.endedOn', { day: formatDay(endedOn) });
  return term.endsOn === null ? t('licences.forGood') : t('licences.untilDay', { day: formatDay(term.endsOn) });
}
