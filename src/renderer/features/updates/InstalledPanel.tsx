import { Button, Group, Stack, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { InstalledFilter } from '#shared/features/updates/contract.ts';
import type { InstalledVersion } from '#shared/features/updates/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { complianceLook } from './compliance-look.ts';
import classes from './updates.module.css';

/** What is missing, or until when it is supported: the reason for its state. */
export function reasonOf({ compliance, missing, supportedUntil }: InstalledVersion): string {
  if (compliance === 'behind_security') return t('updates.missing', { releases: missing.join(', ') });
  if (compliance === 'unsupported') return t('updates.supportEnded', { day: formatDay(supportedUntil) });
  return supportedUntil === null ? '' : t('updates.supportedUntilDay', { day: formatDay(supportedUntil) });
}

function columnsOf(): Column<InstalledVersion>[] {
  return [
    {
      id: 'asset',
      heading: t('entity.asset'),
      width: 'minmax(170px, 2fr)',
      cell: ({ asset }) => (
        <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{`${asset.tag} · ${asset.name}`}</EntityLink>
      ),
    },
    {
      id: 'product',
      heading: t('entity.software_product'),
      width: 'minmax(140px, 1fr)',
      cell: (row) => row.product.name,
    },
    {
      id: 'state',
      heading: t('field.status'),
      width: '190px',
      cell: (row) => <StatusBadge {...complianceLook(row.compliance)} />,
    },
    { id: 'installed', heading: t('updates.installed'), width: '120px', cell: (row) => row.installed ?? '–' },
    { id: 'target', heading: t('updates.target'), width: '120px', cell: (row) => row.target ?? '–' },
    { id: 'reason', heading: t('updates.reason'), width: 'minmax(160px, 1fr)', cell: reasonOf },
    { id: 'department', heading: t('field.department'), width: 'minmax(110px, 1fr)', cell: (row) => row.department },
    { id: 'place', heading: t('field.place'), width: 'minmax(100px, 1fr)', cell: (row) => row.place },
    { id: 'seenOn', heading: t('updates.seenOn'), width: '115px', cell: (row) => formatDay(row.seenOn) },
  ];
}

interface InstalledPanelProps {
  title: string;
  filter: InstalledFilter;
  back: () => void;
  openAsset: (assetId: number) => void;
}

/** The installations behind a number. */
export function InstalledPanel({ title, filter, back, openAsset }: InstalledPanelProps) {
  const [search, setSearch] = useState('');
  const columns = useMemo(() => columnsOf(), []);
  const input = { ...filter, ...(search === '' ? {} : { search }) };
  const list = usePagedRows(rpc.updates.listInstalled.key({ type: 'infinite', input }), (cursor, signal) =>
    client.updates.listInstalled({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={back} data-autofocus>
          {t('updates.back')}
        </Button>
        <Title order={2} size="h4">
          {title}
        </Title>
      </Group>
      <ListBar label={t('updates.searchInstalled')}>
        <SearchBox
          label={t('updates.searchInstalled')}
          value={search}
          change={(text) => setSearch(text?.trim() ?? '')}
        />
      </ListBar>
      <div className={classes['table']}>
        <PagedTable
          label={title}
          columns={columns}
          list={list}
          onOpen={(row) => openAsset(row.asset.id)}
          empty={<EmptyState title={t('procurement.nothingFound')}>{t('procurement.nothingFoundHint')}</EmptyState>}
          footer={t('updates.installations', { count: list.total })}
        />
      </div>
    </Stack>
  );
}
