import { useMemo, useState } from 'react';
import { retirementStages } from '#shared/features/retirement/model.ts';
import type { RetirementRow, RetirementStage } from '#shared/features/retirement/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { stageLook } from './stage-look.ts';

function columnsOf(gone: boolean): Column<RetirementRow>[] {
  return [
    {
      id: 'number',
      heading: t('retirement.number'),
      width: '60px',
      align: 'end',
      cell: (row) => formatNumber(row.number),
    },
    { id: 'tag', heading: t('field.tag'), width: '120px', cell: (row) => row.asset.tag },
    { id: 'name', heading: t('field.name'), width: 'minmax(150px, 2fr)', cell: (row) => row.asset.name },
    { id: 'category', heading: t('field.category'), width: 'minmax(110px, 1fr)', cell: (row) => row.category },
    {
      id: 'stage',
      heading: t('retirement.stage'),
      width: '170px',
      cell: (row) => <StatusBadge {...stageLook[row.stage]} label={stageText(row)} />,
    },
    {
      id: 'reason',
      heading: t('retirement.reason'),
      width: '140px',
      cell: (row) => word('retirementReason', row.reason),
    },
    ...(gone
      ? []
      : [
          {
            id: 'place',
            heading: t('field.place'),
            width: 'minmax(100px, 1fr)',
            cell: (row: RetirementRow) => row.place?.name,
          },
        ]),
    gone
      ? { id: 'left', heading: t('retirement.left'), width: '120px', cell: (row) => formatDay(row.disposedOn) }
      : {
          id: 'begun',
          heading: t('retirement.begun'),
          width: '120px',
          cell: (row) => formatDay(row.begunAt.slice(0, 10)),
        },
  ];
}

/** How far it is, and once it has left what came of it. */
function stageText({ stage, outcome }: RetirementRow): string {
  return outcome === null ? word('retirementStage', stage) : word('disposalOutcome', outcome);
}

/** Everything that is on its way out, or everything that left, with how far each has come. */
export function LeavingPanel({ gone, open }: { gone: boolean; open: (assetId: number) => void }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<RetirementStage[]>([]);
  const columns = useMemo(() => columnsOf(gone), [gone]);
  const offered = retirementStages.filter((stage) => (stage === 'disposed') === gone);
  const stages = chosen.length === 0 ? offered : chosen;
  const input = { stages, ...(search === '' ? {} : { search }) };
  const list = usePagedRows(rpc.retirement.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.retirement.list({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  const filtered = search !== '' || chosen.length > 0;
  const label = t(gone ? 'retirement.register' : 'retirement.leaving');
  return (
    <>
      <ListBar label={t('retirement.search')}>
        <SearchBox label={t('retirement.search')} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
        {gone ? null : (
          <MultiFilter
            label={t('retirement.stage')}
            options={offered.map((value) => ({ value, label: word('retirementStage', value) }))}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
      </ListBar>
      <PagedTable
        label={label}
        columns={columns}
        list={list}
        onOpen={(row) => open(row.asset.id)}
        empty={
          <EmptyState
            title={t(filtered ? 'procurement.nothingFound' : gone ? 'retirement.noneGone' : 'retirement.noneLeaving')}
          >
            {t(
              filtered
                ? 'procurement.nothingFoundHint'
                : gone
                  ? 'retirement.noneGoneHint'
                  : 'retirement.noneLeavingHint',
            )}
          </EmptyState>
        }
        footer={t('retirement.count', { count: list.total })}
      />
    </>
  );
}
