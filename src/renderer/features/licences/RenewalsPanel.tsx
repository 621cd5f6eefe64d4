import { Button, Loader, Table, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconRefresh, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Renewal } from '#shared/features/licences/renewal.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { DecideForm } from './DecideForm.tsx';
import { ForecastPanel } from './ForecastPanel.tsx';
import classes from './licences.module.css';

const look = {
  ended: { tone: 'bad', icon: IconX },
  decide: { tone: 'bad', icon: IconAlertTriangle },
  decided: { tone: 'good', icon: IconCheck },
  renews: { tone: 'info', icon: IconRefresh },
  later: { tone: 'quiet', icon: IconClock },
} as const;

/** Terms that end, by the last day of their notice; what was decided about them, and what all of it will cost. */
export function RenewalsPanel() {
  const may = useMay();
  const [deciding, setDeciding] = useState<Renewal | null>(null);
  const query = useQuery(rpc.licences.listRenewals.queryOptions({ input: { months: 12 } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  return (
    <div className={classes['stack']}>
      <Panel title={t('licences.calendar')} flush>
        {query.data.length === 0 ? (
          <EmptyState title={t('licences.noRenewals')}>{t('licences.noRenewalsHint')}</EmptyState>
        ) : (
          <div className={classes['scroll']}>
            <Table aria-label={t('licences.calendar')} verticalSpacing={5}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('licences.noticeBy')}</Table.Th>
                  <Table.Th>{t('licences.endsOn')}</Table.Th>
                  <Table.Th>{t('entity.software_product')}</Table.Th>
                  <Table.Th ta="right">{t('licences.rights')}</Table.Th>
                  <Table.Th ta="right">{t('licences.cost')}</Table.Th>
                  <Table.Th>{t('licences.state')}</Table.Th>
                  <Table.Th w={110}>
                    <VisuallyHidden>{t('licences.actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {query.data.map((renewal) => (
                  <RenewalRow
                    key={renewal.entitlement.id}
                    renewal={renewal}
                    decide={may('licence.edit') ? () => setDeciding(renewal) : null}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Panel>
      {may('asset.cost.view') ? <ForecastPanel /> : null}
      {deciding === null ? null : <DecideForm renewal={deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
}

function RenewalRow({ renewal, decide }: { renewal: Renewal; decide: (() => void) | null }) {
  const { entitlement, endsOn, noticeBy, state, decision } = renewal;
  const { term, currency } = entitlement;
  return (
    <Table.Tr>
      <Table.Td>{formatDay(noticeBy)}</Table.Td>
      <Table.Td>{formatDay(endsOn)}</Table.Td>
      <Table.Td>
        <EntityLink href={hrefTo(`/licences/${entitlement.product.id}`)}>{entitlement.product.name}</EntityLink>
        <div className={classes['quiet']}>{entitlement.reference}</div>
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {entitlement.unlimited ? '∞' : formatNumber(entitlement.rights)}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {term.costMinor === null ? '' : formatMoney({ minor: term.costMinor, currency })}
        <div className={classes['quiet']}>{word('contractPeriod', term.period)}</div>
      </Table.Td>
      <Table.Td>
        <StatusBadge {...look[state]} label={word('renewalState', state)} />
        {decision === null ? null : (
          <div className={classes['quiet']}>{`${word('renewalDecision', decision.decision)}: ${decision.reason}`}</div>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {decide === null ? null : (
          <Button
            size="compact-sm"
            variant={state === 'decide' ? 'filled' : 'default'}
            aria-label={t('licences.decideOn', { name: entitlement.reference })}
            onClick={decide}
          >
            {t('licences.decide')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
