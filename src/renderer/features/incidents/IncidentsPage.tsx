import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { incidentKinds, incidentStates } from '#shared/features/incidents/model.ts';
import type { IncidentRow } from '#shared/features/incidents/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { DeclareForm } from './DeclareForm.tsx';
import { PlansForm } from './PlansForm.tsx';
import type { IncidentSearch } from './incident-search.ts';
import { StatisticsStrip } from './StatisticsStrip.tsx';
import { incidentLook, stateText, toldOf } from './incident-look.ts';

function columnsOf(): Column<IncidentRow>[] {
  return [
    {
      id: 'number',
      heading: t('incidents.number'),
      width: '50px',
      align: 'end',
      cell: (row) => formatNumber(row.number),
    },
    {
      id: 'state',
      heading: t('incidents.state'),
      width: '235px',
      cell: (row) => <StatusBadge {...incidentLook[row.state]} label={stateText(row)} />,
    },
    { id: 'kind', heading: t('incidents.kind'), width: '95px', cell: (row) => word('incidentKind', row.kind) },
    { id: 'assets', heading: t('incidents.assets'), width: 'minmax(105px, 1fr)', cell: (row) => row.assets },
    { id: 'what', heading: t('incidents.description'), width: 'minmax(150px, 2fr)', cell: toldOf },
    { id: 'person', heading: t('incidents.person'), width: 'minmax(125px, 1fr)', cell: (row) => row.person },
    { id: 'place', heading: t('incidents.place'), width: 'minmax(100px, 1fr)', cell: (row) => row.place },
    { id: 'openedAt', heading: t('incidents.openedAt'), width: '165px', cell: (row) => formatInstant(row.openedAt) },
  ];
}

interface IncidentsPageProps {
  search: IncidentSearch;
  show: (search: IncidentSearch) => void;
  open: (id: number) => void;
}

/** Everything that happened to assets; what is not settled stands first. */
export function IncidentsPage({ search, show, open }: IncidentsPageProps) {
  const may = useMay();
  const { search: text = '', states = [], kinds = [], from, to, undone } = search;
  const [declaring, setDeclaring] = useAskedFor('incident');
  const [planning, setPlanning] = useState(false);
  const columns = useMemo(() => columnsOf(), []);
  const input = {
    ...(text === '' ? {} : { search: text }),
    ...(states.length === 0 ? {} : { states }),
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(undone === undefined ? {} : { undone }),
  };
  const list = usePagedRows(rpc.incidents.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.incidents.list({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  const filtered = Object.keys(input).length > 0;
  const declare = may('incident.declare') ? (
    <Button leftSection={<IconAlertTriangle size={16} />} onClick={() => setDeclaring(true)}>
      {t('incidents.declare')}
    </Button>
  ) : null;
  return (
    <Page
      fixed
      title={t('nav.incidents')}
      actions={
        <>
          {may('settings.edit') ? (
            <Button variant="default" onClick={() => setPlanning(true)}>
              {t('response.plans')}
            </Button>
          ) : null}
          {declare}
        </>
      }
    >
      <StatisticsStrip />
      <ListBar label={t('incidents.search')}>
        <SearchBox
          label={t('incidents.search')}
          value={text}
          change={(words) => show({ ...search, search: words?.trim() || undefined })}
        />
        <MultiFilter
          label={t('incidents.state')}
          options={incidentStates.map((value) => ({ value, label: word('incidentState', value) }))}
          chosen={states}
          onChange={(next) => show({ ...search, states: next })}
        />
        <MultiFilter
          label={t('incidents.kind')}
          options={incidentKinds.map((value) => ({ value, label: word('incidentKind', value) }))}
          chosen={kinds}
          onChange={(next) => show({ ...search, kinds: next })}
        />
        {from === undefined && to === undefined ? null : (
          <Button variant="light" size="xs" onClick={() => show({ ...search, from: undefined, to: undefined })}>
            {t('incidents.between', { from: formatDay(from ?? null), to: formatDay(to ?? null) })} ×
          </Button>
        )}
        {undone === undefined ? null : (
          <Button variant="light" size="xs" onClick={() => show({ ...search, undone: undefined })}>
            {word('incidentWork', undone)} ×
          </Button>
        )}
      </ListBar>
      <PagedTable
        label={t('nav.incidents')}
        columns={columns}
        list={list}
        onOpen={(row) => open(row.id)}
        empty={
          <EmptyState title={t(filtered ? 'procurement.nothingFound' : 'incidents.none')}>
            {t(filtered ? 'procurement.nothingFoundHint' : 'incidents.noneHint')}
          </EmptyState>
        }
        footer={t('incidents.count', { count: list.total })}
      />
      {planning ? <PlansForm onClose={() => setPlanning(false)} /> : null}
      {declaring ? <DeclareForm source="list" onClose={() => setDeclaring(false)} declared={open} /> : null}
    </Page>
  );
}
