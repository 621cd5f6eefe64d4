import { Alert, Button, Loader } from '@mantine/core';
import {
  IconBan,
  IconCircleCheck,
  IconFileInvoice,
  IconFileTypePdf,
  IconLock,
  IconPackageImport,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mayOrderBecome, receivable } from '#shared/features/procurement/order.ts';
import type { Order } from '#shared/features/procurement/order.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { InvoiceForm } from '../invoices/InvoiceForm.tsx';
import { ReasonDialog } from '../requisitions/ReasonDialog.tsx';
import { ConfirmForm } from './ConfirmForm.tsx';
import { OrderBadge } from './OrderBadge.tsx';
import { OrderForm } from './OrderForm.tsx';
import { OrderView } from './OrderView.tsx';

type Dialog = 'edit' | 'invoice' | 'confirm' | 'cancel' | 'close';

export function OrderPage({ id }: { id: number }) {
  const query = useQuery(rpc.procurement.getOrder.queryOptions({ input: { id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  return <KnownOrder order={query.data} />;
}

function KnownOrder({ order }: { order: Order }) {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const seen = { id: order.id, version: order.version };
  const unsent = order.sentRevision !== null && order.sentRevision < order.revision;
  return (
    <Page
      title={order.number}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/acquire', { tab: 'orders' })} style={{ color: 'inherit' }}>
            {t('procurement.orders')}
          </a>
          <OrderBadge state={order.state} />
          {order.supplier.name}
        </span>
      }
      actions={<OrderActions order={order} unsent={unsent} open={setDialog} />}
      wide
    >
      <div className={classes['stack']}>
        {unsent ? <Alert color="yellow">{t('procurement.revisionNotSent', { revision: order.revision })}</Alert> : null}
        <OrderView order={order} />
      </div>
      {dialog === 'edit' ? <OrderForm order={order} onClose={close} /> : null}
      {dialog === 'invoice' ? <InvoiceForm order={order} onClose={close} /> : null}
      {dialog === 'confirm' ? <ConfirmForm order={order} onClose={close} /> : null}
      {dialog === 'cancel' ? (
        <ReasonDialog
          title={t('procurement.cancelOrder')}
          submitLabel={t('procurement.cancelOrder')}
          hint={t('procurement.cancelOrderHint')}
          act={(reason) => client.procurement.cancelOrder({ ...seen, reason })}
          onClose={close}
        />
      ) : null}
      {dialog === 'close' ? (
        <ReasonDialog
          title={t('procurement.closeOrder')}
          submitLabel={t('procurement.closeOrder')}
          hint={t('procurement.closeOrderHint')}
          act={(reason) => client.procurement.closeOrder({ ...seen, reason })}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

interface OrderActionsProps {
  order: Order;
  unsent: boolean;
  open: (dialog: Dialog) => void;
}

function OrderActions({ order, unsent, open }: OrderActionsProps) {
  const may = useMay();
  const language = useLanguage();
  const sending = useAction(() => client.procurement.sendOrder({ id: order.id, version: order.version }));
  const printing = useAction(
    () => client.procurement.saveOrderPdf({ id: order.id, language }),
    ({ path }) => (path === null ? undefined : announce(t('procurement.pdfSaved'))),
  );
  const buys = may('po.create');
  const { state } = order;
  return (
    <>
      {buys && mayOrderBecome(state, 'cancelled') ? (
        <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => open('cancel')}>
          {t('procurement.cancelOrder')}
        </Button>
      ) : null}
      {buys && mayOrderBecome(state, 'closed') ? (
        <Button variant="default" leftSection={<IconLock size={16} />} onClick={() => open('close')}>
          {t('procurement.closeOrder')}
        </Button>
      ) : null}
      {buys && ['draft', 'sent', 'confirmed', 'partly_received'].includes(state) ? (
        <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => open('edit')}>
          {t('procurement.editOrder')}
        </Button>
      ) : null}
      {buys ? (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} />}
          loading={printing.isPending}
          onClick={() => printing.mutate(undefined)}
        >
          {t('procurement.pdf')}
        </Button>
      ) : null}
      {buys && (state === 'draft' || unsent) ? (
        <Button
          leftSection={<IconSend size={16} />}
          loading={sending.isPending}
          onClick={() => sending.mutate(undefined)}
        >
          {t('procurement.sendOrder')}
        </Button>
      ) : null}
      {buys && state === 'sent' && !unsent ? (
        <Button variant="default" leftSection={<IconCircleCheck size={16} />} onClick={() => open('confirm')}>
          {t('procurement.confirm')}
        </Button>
      ) : null}
      {may('invoice.match') && order.sentRevision !== null && state !== 'cancelled' ? (
        <Button variant="default" leftSection={<IconFileInvoice size={16} />} onClick={() => open('invoice')}>
          {t('procurement.recordInvoice')}
        </Button>
      ) : null}
      {may('receipt.create') && receivable.includes(state) ? (
        <Button
          component="a"
          href={hrefTo('/acquire', { tab: 'receiving', order: order.id })}
          leftSection={<IconPackageImport size={16} />}
        >
          {t('procurement.receive')}
        </Button>
      ) : null}
    </>
  );
}
