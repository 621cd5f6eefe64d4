import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { requisitionStates } from '#shared/features/procurement/requisition.ts';
import type { RequisitionRow, RequisitionState } from '#shared/features/procurement/requisition.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { wordsOf } from '../list-words.ts';
import type { SimpleListSeen } from '../list-words.ts';
import { RequisitionBadge } from './RequisitionBadge.tsx';

function columnsOf(): Column<RequisitionRow>[] {
  return [
    { id: 'number', heading: t('procurement.number'), width: '130px', cell: (row) => row.number },
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
  const [search, setSearch] = useState('');
  const [states, setStates] = useState<RequisitionState[]>([]);
  const columns = useMemo(() => columnsOf(), []);
  const input = { ...(search === '' ? {} : { search }), ...(states.length === 0 ? {} : { states }) };
  const list = usePagedRows(rpc.procurement.listRequisitions.key({ type: 'infinite', input }), (cursor, signal) =>
    client.procurement.listRequisitions({ ...input, cursor }, { signal }),
  );
  const filtered = search !== '' || states.length > 0;
  return (
    <>
      <ListBar
        label={t('procurement.searchRequisitions')}
        end={
          <>
            {listActions?.({
              columns: columns.map(({ id }) => id),
              filter: input,
              words: wordsOf(
                search,
                states.map((value) => word('requisitionState', value)),
              ),
            })}
            {may('request.create') ? (
              <Button component="a" href={hrefTo('/acquire/requisitions/new')} leftSection={<IconPlus size={16} />}>
                {t('procurement.newRequisition')}
              </Button>
            ) : null}
          </>
        }
      >
        <SearchBox
          label={t('procurement.searchRequisitions')}
          value={search}
          change={(text) => setSearch(text?.trim() ?? '')}
        />
        <MultiFilter
          label={t('procurement.state')}
          options={requisitionStates.map((value) => ({ value, label: word('requisitionState', value) }))}
          chosen={states}
          onChange={setStates}
        />
      </ListBar>
      <PagedTable
        label={t('procurement.requisitions')}
        columns={columns}
        list={list}
        onOpen={(row) => open(row.id)}
        empty={
          <EmptyState title={t(filtered ? 'procurement.nothingFound' : 'procurement.noRequisitions')}>
            {t(filtered ? 'procurement.nothingFoundHint' : 'procurement.noRequisitionsHint')}
          </EmptyState>
        }
        footer={t('procurement.requisitionCount', { count: list.total })}
      />
    </>
  );
}
