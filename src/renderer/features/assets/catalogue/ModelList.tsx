import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Model } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { containsWords } from '#renderer/ui/search-text.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { depreciationInWords } from '../depreciation/depreciation-text.ts';
import { ModelForm } from './ModelForm.tsx';

const none: Model[] = [];

const assetsOf = ({ id }: Model): string => hrefTo('/assets', { modelId: id });

export function ModelList() {
  const query = useQuery(rpc.assets.listModels.queryOptions());
  const may = useMay();
  const [editing, setEditing] = useState<Model | null>(null);
  const [adding, setAdding] = useAskedFor('model');
  const close = () => {
    setEditing(null);
    setAdding(false);
  };
  const mayEdit = may('catalogue.edit');
  const [search, setSearch] = useState('');
  const all = query.data ?? none;
  const rows = all.filter(({ name, number, manufacturer, category }) =>
    containsWords([name, number, manufacturer, category], search),
  );
  const columns = useMemo<Column<Model>[]>(
    () => [
      { id: 'name', heading: t('field.model'), width: 'minmax(150px, 1.4fr)', cell: (row) => row.name },
      { id: 'number', heading: t('field.modelNumber'), width: 'minmax(100px, 1fr)', cell: (row) => row.number },
      {
        id: 'manufacturer',
        heading: t('field.manufacturer'),
        width: 'minmax(100px, 1fr)',
        cell: (row) => row.manufacturer,
      },
      { id: 'category', heading: t('field.category'), width: 'minmax(110px, 1fr)', cell: (row) => row.category },
      {
        id: 'warranty',
        heading: t('field.warrantyMonths'),
        width: '125px',
        align: 'end',
        cell: (row) => (row.warrantyMonths === null ? null : formatNumber(row.warrantyMonths)),
      },
      {
        id: 'depreciation',
        heading: t('field.depreciationMethod'),
        width: 'minmax(338px, 2fr)',
        cell: (row) => depreciationInWords(row.depreciation),
      },
      {
        id: 'count',
        heading: t('nav.assets'),
        width: '80px',
        align: 'end',
        cell: (row) => <EntityLink href={assetsOf(row)}>{formatNumber(row.assetCount)}</EntityLink>,
      },
    ],
    [],
  );
  return (
    <>
      <ListBar
        label={t('catalogue.searchModels')}
        end={
          mayEdit ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              {t('catalogue.addModel')}
            </Button>
          ) : null
        }
      >
        <SearchBox label={t('catalogue.searchModels')} value={search} change={(text) => setSearch(text ?? '')} />
      </ListBar>
      <DataTable
        label={t('catalogue.models')}
        columns={columns}
        rows={rows}
        loading={query.isFetching}
        onOpen={(row) => (mayEdit ? setEditing(row) : window.location.assign(assetsOf(row)))}
        empty={
          query.isSuccess ? (
            <EmptyState title={t(all.length === 0 ? 'catalogue.noModels' : 'catalogue.nothingFound')}>
              {t(all.length === 0 ? 'catalogue.fromImport' : 'catalogue.nothingFoundHint')}
            </EmptyState>
          ) : null
        }
        footer={t('catalogue.entries', { count: rows.length })}
      />
      {adding || editing !== null ? <ModelForm model={editing} onClose={close} /> : null}
    </>
  );
}
