import { Alert, Button, Loader } from '@mantine/core';
import { IconArrowBack, IconBan } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isWorded } from '#shared/features/procurement/requisition.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { ProposalsPanel } from '../approvals/ProposalsPanel.tsx';
import { OrderPanel } from '../orders/OrderPanel.tsx';
import { QuotesPanel } from '../quotes/QuotesPanel.tsx';
import { SpecificationPanel } from '../quotes/SpecificationPanel.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { RequisitionBadge } from './RequisitionBadge.tsx';
import { RequisitionForm } from './RequisitionForm.tsx';
import { RequisitionView } from './RequisitionView.tsx';
import type { WantedItems } from './wanted-items.ts';

interface RequisitionPageProps {
  /** Null words a new one. */
  id: number | null;
  /** What a new one begins with. */
  wanted: WantedItems;
  saved: (id: number) => void;
  left: () => void;
}

function BackLink() {
  return (
    <a href={hrefTo('/acquire', { tab: 'requisitions' })} style={{ color: 'inherit' }}>
      {t('procurement.requisitions')}
    </a>
  );
}

/** A need from its first words to the last delivery. */
export function RequisitionPage({ id, wanted, saved, left }: RequisitionPageProps) {
  const query = useQuery(rpc.procurement.getRequisition.queryOptions({ input: id === null ? skipToken : { id } }));
  const settings = useQuery(rpc.setup.getSettings.queryOptions());
  const error = query.error ?? settings.error;
  if (error !== null) return <FailureAlert sentence={sentenceOfError(error)} retry={() => void query.refetch()} />;
  const currency = settings.data?.organisation.currency;
  if (currency === undefined || (id !== null && query.data === undefined)) return <Loader size="sm" m="lg" />;
  if (query.data !== undefined)
    return (
      <KnownRequisition key={query.data.id} requisition={query.data} currency={currency} saved={saved} left={left} />
    );
  return (
    <Page title={t('procurement.newRequisition')} subtitle={<BackLink />} wide>
      <RequisitionForm requisition={null} startWith={wanted} currency={currency} saved={saved} />
    </Page>
  );
}

function useRights(requisition: Requisition) {
  const may = useMay();
  const { operator } = useSession();
  const own = may('request.create') && (may('po.create') || operator.id === requisition.createdById);
  return {
    word: own && isWorded(requisition.state),
    cancel: own && ['draft', 'returned', 'submitted', 'approved'].includes(requisition.state),
    specify: own && ['draft', 'returned', 'submitted'].includes(requisition.state),
    compare: may('asset.cost.view') && !isWorded(requisition.state),
    quote: may('po.create') && ['submitted', 'approved', 'ordered'].includes(requisition.state),
    giveBack: may('po.create') && requisition.state === 'submitted',
  };
}

function KnownRequisition({
  requisition,
  currency,
  saved,
  left,
}: {
  requisition: Requisition;
  currency: string;
  saved: (id: number) => void;
  left: () => void;
}) {
  const rights = useRights(requisition);
  const [dialog, setDialog] = useState<'cancel' | 'return' | null>(null);
  /** What is typed stays in sight, also when somebody else submitted the need meanwhile. */
  const [typed, setTyped] = useState(false);
  const [begun, setBegun] = useState(requisition);
  if (!typed && begun.version !== requisition.version) setBegun(requisition);
  const seen = { id: requisition.id, version: requisition.version };
  return (
    <Page
      title={requisition.number}
      subtitle={
        <span className={classes['headline']}>
          <BackLink />
          <RequisitionBadge state={requisition.state} />
          {requisition.requester.name}
        </span>
      }
      actions={
        <>
          {rights.giveBack ? (
            <Button variant="default" leftSection={<IconArrowBack size={16} />} onClick={() => setDialog('return')}>
              {t('procurement.giveBack')}
            </Button>
          ) : null}
          {rights.cancel ? (
            <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setDialog('cancel')}>
              {t('procurement.cancelRequisition')}
            </Button>
          ) : null}
        </>
      }
      wide
    >
      <div className={classes['stack']}>
        {requisition.returnReason === null ? null : (
          <Alert color={requisition.state === 'returned' ? 'red' : 'gray'} title={t('procurement.returnReason')}>
            {requisition.returnReason}
          </Alert>
        )}
        {rights.word || typed ? (
          <RequisitionForm
            key={begun.version}
            requisition={requisition}
            currency={currency}
            saved={saved}
            typed={setTyped}
          />
        ) : (
          <div className={classes['pair']}>
            <RequisitionView requisition={requisition} />
          </div>
        )}
        <SpecificationPanel requisition={requisition} editable={rights.specify} />
        <OrderPanel requisition={requisition} />
        {rights.compare ? <ProposalsPanel requisitionId={requisition.id} /> : null}
        {rights.compare ? <QuotesPanel requisition={requisition} editable={rights.quote} /> : null}
      </div>
      {dialog === 'cancel' ? (
        <ReasonDialog
          title={t('procurement.cancelRequisition')}
          submitLabel={t('procurement.cancelRequisition')}
          hint={t('procurement.cancelHint')}
          act={async (reason) => {
            await client.procurement.cancelRequisition({ ...seen, reason });
            left();
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'return' ? (
        <ReasonDialog
          title={t('procurement.giveBack')}
          submitLabel={t('procurement.giveBack')}
          hint={t('procurement.giveBackHint')}
          act={(reason) => client.procurement.returnRequisition({ ...seen, reason })}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Page>
  );
}
