import { useMemo } from 'react';
import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatMoney } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

function waitingFor({ stages, stage }: Proposal): string {
  const at = stages[stage];
  if (at === undefined || at.mode === 'anyone') return t('procurement.stageAnyone');
  return at.members.map(({ name }) => name).join(', ');
}

function columnsOf(): Column<Proposal>[] {
  return [
    { id: 'number', heading: t('procurement.number'), width: '135px', cell: (row) => row.requisition.number },
    {
      id: 'mine',
      heading: t('procurement.waitsFor'),
      width: 'minmax(180px, 3fr)',
      cell: (row) => (row.mayDecide ? <strong>{t('procurement.waitsForYou')}</strong> : waitingFor(row)),
    },
    {
      id: 'what',
      heading: t('procurement.what'),
      width: 'minmax(150px, 4fr)',
      cell: (row) => row.requisition.summary,
    },
    {
      id: 'requester',
      heading: t('procurement.requester'),
      width: 'minmax(110px, 2fr)',
      cell: (row) => row.requisition.requester,
    },
    { id: 'supplier', heading: t('field.supplier'), width: 'minmax(130px, 3fr)', cell: (row) => row.supplier },
    {
      id: 'amount',
      heading: t('procurement.amount'),
      width: '120px',
      align: 'end',
      cell: (row) => formatMoney(row.amount),
    },
    {
      id: 'until',
      heading: t('procurement.decideBy'),
      width: '185px',
      cell: (row) => (
        <span className={row.remindedAt === null ? undefined : classes['bad']}>
          {formatDay(row.expiresAt.slice(0, 10))}
          {row.remindedAt === null ? '' : ` · ${t('procurement.reminded')}`}
        </span>
      ),
    },
  ];
}

/** What waits for a decision, one's own first. */
export function ApprovalList({ open }: { open: (requisitionId: number) => void }) {
  const list = usePagedRows(rpc.procurement.listProposals.key({ type: 'infinite', input: {} }), (cursor, signal) =>
    client.procurement.listProposals({ cursor }, { signal }),
  );
  const columns = useMemo(() => columnsOf(), []);
  return (
    <>
      {list.error === null ? null : <FailureAlert sentence={sentenceOfError(list.error)} retry={list.retry} />}
      <DataTable
        label={t('procurement.approvals')}
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        onOpen={(row) => open(row.requisition.id)}
        empty={
          list.settled ? (
            <EmptyState title={t('procurement.noProposals')}>{t('procurement.noProposalsHint')}</EmptyState>
          ) : null
        }
        footer={t('procurement.proposalCount', { count: list.total })}
      />
    </>
  );
}
