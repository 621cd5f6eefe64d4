import { IconAlertTriangle, IconBan, IconCircleCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { Invoice } from '#shared/features/procurement/invoice-contract.ts';
import { invoiceStates } from '#shared/features/procurement/three-way-match.ts';
import type { InvoiceState } from '#shared/features/procurement/three-way-match.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { PurchasingList } from '../PurchasingList.tsx';
import { InvoiceDialog } from './InvoiceDialog.tsx';

const looks: Readonly<Record<InvoiceState, { tone: Tone; icon: Icon }>> = {
  mismatch: { tone: 'bad', icon: IconAlertTriangle },
  matched: { tone: 'good', icon: IconCircleCheckFilled },
  accepted: { tone: 'warn', icon: IconCircleCheck },
  rejected: { tone: 'quiet', icon: IconBan },
};

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
  const [shown, setShown] = useState<number | null>(null);
  return (
    <PurchasingList
      label={t('procurement.invoices')}
      searchLabel={t('procurement.searchInvoices')}
      columns={columnsOf}
      states={{ all: invoiceStates, words: 'invoiceState' }}
      keyOf={(input) => rpc.procurement.listInvoices.key({ type: 'infinite', input })}
      page={(input, cursor, signal) => client.procurement.listInvoices({ ...input, cursor }, { signal })}
      open={({ id }) => setShown(id)}
      none={{ title: t('procurement.noInvoices'), hint: t('procurement.noInvoicesHint') }}
      footer={(count, rows) =>
        t('procurement.invoiceCount', { count, waiting: rows.filter(({ state }) => state === 'mismatch').length })
      }
    >
      {(rows) => {
        const invoice = rows.find(({ id }) => id === shown);
        return invoice === undefined ? null : (
          <InvoiceDialog key={invoice.version} invoice={invoice} onClose={() => setShown(null)} />
        );
      }}
    </PurchasingList>
  );
}
