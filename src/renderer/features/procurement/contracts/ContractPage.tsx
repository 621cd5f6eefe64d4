import { Button, Loader, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconCalendarX, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { SupplyContract } from '#shared/features/procurement/supply-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatInstant, formatMoney, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { Papers } from '../papers/Papers.tsx';
import { standingOf } from './contract-columns.tsx';
import { ContractForm } from './ContractForm.tsx';

export function ContractPage({ id }: { id: number }) {
  const query = useQuery(rpc.procurement.getContract.queryOptions({ input: { id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  return <KnownContract contract={query.data} />;
}

function KnownContract({ contract }: { contract: SupplyContract }) {
  const [dialog, setDialog] = useState<'edit' | 'end' | null>(null);
  const running = contract.endedOn === null;
  const mayWrite = useMay()('po.create') && running;
  return (
    <Page
      title={contract.title}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/acquire', { tab: 'contracts' })} style={{ color: 'inherit' }}>
            {t('procurement.contracts')}
          </a>
          {contract.number}
          <span>{standingOf(contract)}</span>
        </span>
      }
      actions={
        mayWrite ? (
          <>
            <Button variant="default" leftSection={<IconCalendarX size={16} />} onClick={() => setDialog('end')}>
              {t('procurement.endContract')}
            </Button>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setDialog('edit')}>
              {t('action.edit')}
            </Button>
          </>
        ) : null
      }
      wide
    >
      <div className={classes['stack']}>
        <div className={classes['pair']}>
          <Facts contract={contract} />
          <Lines contract={contract} />
        </div>
        <Papers owner={{ kind: 'contract', id: contract.id }} takesPastes />
      </div>
      {dialog === 'edit' ? <ContractForm contract={contract} onClose={() => setDialog(null)} /> : null}
      {dialog === 'end' ? <EndContract contract={contract} onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}

function Facts({ contract }: { contract: SupplyContract }) {
  return (
    <Panel title={t('procurement.contract')}>
      <FactList
        facts={[
          {
            label: t('field.supplier'),
            value: (
              <EntityLink href={hrefTo(`/suppliers/${contract.supplier.id}`)}>{contract.supplier.name}</EntityLink>
            ),
          },
          { label: t('procurement.contractKind'), value: word('contractKind', contract.kind) },
          { label: t('procurement.reference'), value: contract.reference },
          {
            label: t('procurement.order'),
            value:
              contract.order === null ? null : (
                <EntityLink href={hrefTo(`/acquire/orders/${contract.order.id}`)}>{contract.order.number}</EntityLink>
              ),
          },
          { label: t('procurement.startsOn'), value: formatDay(contract.startsOn) },
          {
            label: t('procurement.contractEnds'),
            value: contract.endsOn === null ? t('procurement.untilNotice') : formatDay(contract.endsOn),
          },
          {
            label: t('procurement.noticeDays'),
            value: contract.noticeDays === null ? null : formatNumber(contract.noticeDays),
          },
          { label: t('expiries.decideBy'), value: formatDay(contract.decideBy) },
          { label: t('procurement.autoRenew'), value: t(contract.autoRenew ? 'fields.yes' : 'fields.no') },
          { label: t('procurement.terms'), value: contract.terms },
          {
            label: t('procurement.writtenBy'),
            value: `${contract.createdBy}, ${formatInstant(contract.createdAt)}`,
          },
          ...(contract.endReason === null ? [] : [{ label: t('procurement.why'), value: contract.endReason }]),
        ]}
      />
    </Panel>
  );
}

function Lines({ contract }: { contract: SupplyContract }) {
  const { currency, lines, yearly, once } = contract;
  const amount = (minor: number | null) => (minor === null ? '–' : formatMoney({ minor, currency }));
  return (
    <Panel title={t('procurement.lines')} flush>
      {lines.length === 0 ? (
        <p className={classes['emptyNote']}>{t('procurement.noContractLines')}</p>
      ) : (
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label={contract.number}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('procurement.what')}</th>
                <th scope="col" className={classes['end']}>
                  {t('procurement.quantity')}
                </th>
                <th scope="col" className={classes['end']}>
                  {t('procurement.unitPrice')}
                </th>
                <th scope="col">{t('procurement.due')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td>{line.description}</td>
                  <td className={classes['end']}>{formatNumber(line.quantity)}</td>
                  <td className={classes['end']}>{amount(line.unitPriceMinor)}</td>
                  <td>{word('contractPeriod', line.period)}</td>
                </tr>
              ))}
            </tbody>
            {yearly === null ? null : (
              <tfoot>
                {[
                  ['procurement.aYear', yearly] as const,
                  ...(once === null || once.minor === 0 ? [] : [['procurement.once', once] as const]),
                ].map(([label, sum]) => (
                  <tr key={label}>
                    <td colSpan={2}>{t(label)}</td>
                    <td className={classes['end']}>{formatMoney(sum)}</td>
                    <td />
                  </tr>
                ))}
              </tfoot>
            )}
          </table>
        </div>
      )}
    </Panel>
  );
}

/** Ends a contract on a day, with the reason. */
function EndContract({ contract, onClose }: { contract: SupplyContract; onClose: () => void }) {
  const [seen] = useState({ id: contract.id, version: contract.version });
  const [endedOn, setEndedOn] = useState<string | null>(today());
  const [reason, setReason] = useState('');
  const ending = useMutation({
    mutationFn: () => client.procurement.endContract({ ...seen, endedOn: endedOn ?? today(), reason: reason.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('procurement.endContract')}
      submitLabel={t('procurement.endContract')}
      submitDisabled={reason.trim() === '' || endedOn === null}
      busy={ending.isPending}
      failure={ending.error === null ? null : sentenceOfError(ending.error)}
      onSubmit={() => ending.mutate()}
      onClose={onClose}
    >
      <p className={classes['note']}>{t('procurement.endContractHint')}</p>
      <DayField label={t('procurement.endedOn')} withAsterisk value={endedOn} onChange={setEndedOn} />
      <TextInput
        label={t('procurement.reason')}
        withAsterisk
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
