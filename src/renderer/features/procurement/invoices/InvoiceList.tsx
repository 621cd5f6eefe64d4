import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Invoice } from '#shared/features/procurement/invoice-contract.ts';
import type { InvoiceState } from '#shared/features/procurement/three-way-match.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { formatDay, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { InvoiceDialog } from './InvoiceDialog.tsx';

const looks: Readonly<Record<InvoiceState, { tone: Tone; icon: Icon }>> = {
  mismatch: { tone: 'bad', icon: IconAlertTriangle },
  matched: { tone: 'good', icon: IconCircleCheckFilled },
  accepted: { tone: 'warn', icon: IconCircleCheck },
  rejected: { tone: 'quiet', icon: IconBan },
};

const none: Invoice[] = [];

function columnsOf(): Column<Invoice>[] {
  return [
    { id: 'number', heading: t('procurement.invoiceNumber'), width: 'minmax(140px, 1fr)', cell: (row) => row.number },
    {
      id: 'state',
      heading: t('procurement.state'),
      width: '160px',
      cell: (row) => <StatusBadge {...looks[row.state]} label={word('invoiceState', row.state)} />,
    },
    { id: 'supplier', heading: t('field.supplier'), width: 'minmax(130px, 1fr)', cell: (row) => row.supplier.name },
    { id: 'order', heading: t('procurement.order'), width: '130px', cell: (row) => row.order.number },
    {
      id: 'differences',
      heading: t('procurement.differences'),
      width: 'minmax(160px, 2fr)',
      cell: (row) =>
        row.state === 'mismatch' ? row.differences.map(({ code }) => word('invoiceDifference', code)).join(', ') : '',
    },
    { id: 'due', heading: t('procurement.dueOn'), width: '130px', cell: (row) => formatDay(row.dueOn) },
    { id: 'net', heading: t('procurement.net'), width: '140px', align: 'end', cell: (row) => formatMoney(row.net) },
  ];
}

/** Invoices, those that do not fit their order and deliveries first. */
export function InvoiceList() {
  const query = useQuery(rpc.procurement.listInvoices.queryOptions({ input: {} }));
  const [shown, setShown] = useState<number | null>(null);
  const columns = useMemo(() => columnsOf(), []);
  const rows = query.data ?? none;
  const invoice = rows.find(({ id }) => id === shown);
  const waiting = rows.filter(({ state }) => state === 'mismatch').length;
  return (
    <>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      <DataTable
        label={t('procurement.invoices')}
        columns={columns}
        rows={rows}
        loading={query.isFetching}
        onOpen={(row) => setShown(row.id)}
        empty={
          query.isSuccess ? (
            <EmptyState title={t('procurement.noInvoices')}>{t('procurement.noInvoicesHint')}</EmptyState>
          ) : null
        }
        footer={t('procurement.invoiceCount', { count: rows.length, waiting })}
      />
      {invoice === undefined ? null : (
        <InvoiceDialog key={invoice.version} invoice={invoice} onClose={() => setShown(null)} />
      )}
    </>
  );
}
