import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { requisitionStates } from '#shared/features/procurement/requisition.ts';
import type { RequisitionRow, RequisitionState } from '#shared/features/procurement/requisition.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { SimpleListSeen } from '../list-words.ts';
import { PurchasingList } from '../PurchasingList.tsx';
import { RequisitionBadge } from './RequisitionBadge.tsx';

function columnsOf(): Column<RequisitionRow>[] {
  return [
    { id: 'number', heading: t('procurement.number'), width: '150px', cell: (row) => row.number },
    {
      id: 'state',
      heading: t('procurement.state'),
      width: '140px',
      cell: (row) => <RequisitionBadge state={row.state} />,
    },
    { id: 'summary', heading: t('procurement.what'), width: 'minmax(200px, 2fr)', cell: (row) => row.summary },
    {
      id: 'units',
      heading: t('procurement.units'),
      width: '80px',
      align: 'end',
      cell: (row) => formatNumber(row.units),
    },
    {
      id: 'requester',
      heading: t('procurement.requester'),
      width: 'minmax(140px, 1fr)',
      cell: (row) => row.requester.name,
    },
    { id: 'department', heading: t('field.department'), width: 'minmax(120px, 1fr)', cell: (row) => row.department },
    { id: 'neededBy', heading: t('procurement.neededBy'), width: '130px', cell: (row) => formatDay(row.neededBy) },
  ];
}

interface RequisitionListProps {
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions?: (seen: SimpleListSeen<{ states?: RequisitionState[]; search?: string }>) => ReactNode;
}

export function RequisitionList({ open, listActions }: RequisitionListProps) {
  const may = useMay();
  return (
    <PurchasingList
      label={t('procurement.requisitions')}
      searchLabel={t('procurement.searchRequisitions')}
      columns={columnsOf}
      states={{ all: requisitionStates, words: 'requisitionState' }}
      keyOf={(input) => rpc.procurement.listRequisitions.key({ type: 'infinite', input })}
      page={(input, cursor, signal) => client.procurement.listRequisitions({ ...input, cursor }, { signal })}
      open={({ id }) => open(id)}
      none={{ title: t('procurement.noRequisitions'), hint: t('procurement.noRequisitionsHint') }}
      footer={(count) => t('procurement.requisitionCount', { count })}
      listActions={listActions}
      actions={
        may('request.create') ? (
          <Button component="a" href={hrefTo('/acquire/requisitions/new')} leftSection={<IconPlus size={16} />}>
            {t('procurement.newRequisition')}
          </Button>
        ) : null
      }
    />
  );
}
