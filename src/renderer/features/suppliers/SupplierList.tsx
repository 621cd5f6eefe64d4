import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Supplier } from '#shared/features/suppliers/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { containsWords } from '#renderer/ui/search-text.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SupplierForm } from './SupplierForm.tsx';

const none: Supplier[] = [];

interface SupplierListProps {
  open: (id: number) => void;
  /** What other parts of the window do with the list. */
  listActions?: (columns: string[]) => ReactNode;
}

export function SupplierList({ open, listActions }: SupplierListProps) {
  const query = useQuery(rpc.suppliers.list.queryOptions());
  const mayEdit = useMay()('supplier.edit');
  const [adding, setAdding] = useAskedFor('supplier');
  const [search, setSearch] = useState('');
  const all = query.data ?? none;
  const rows = all.filter(({ name, contact, email, phone }) => containsWords([name, contact, email, phone], search));
  const columns = useMemo<Column<Supplier>[]>(
    () => [
      { id: 'name', heading: t('field.supplier'), width: 'minmax(180px, 2fr)', cell: (row) => row.name },
      { id: 'contact', heading: t('field.contact'), width: 'minmax(140px, 1fr)', cell: (row) => row.contact },
      { id: 'email', heading: t('field.email'), width: 'minmax(160px, 1fr)', cell: (row) => row.email },
      { id: 'phone', heading: t('field.phone'), width: '150px', cell: (row) => row.phone },
      {
        id: 'count',
        heading: t('nav.assets'),
        width: '100px',
        align: 'end',
        cell: (row) => (
          <EntityLink href={hrefTo('/assets', { supplierId: row.id })}>{formatNumber(row.assetCount)}</EntityLink>
        ),
      },
    ],
    [],
  );
  return (
    <>
      <ListBar
        label={t('catalogue.searchSuppliers')}
        end={
          <>
            {listActions?.(columns.map(({ id }) => id))}
            {mayEdit ? (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
                {t('catalogue.addSupplier')}
              </Button>
            ) : null}
          </>
        }
      >
        <SearchBox label={t('catalogue.searchSuppliers')} value={search} change={(text) => setSearch(text ?? '')} />
      </ListBar>
      <DataTable
        label={t('catalogue.suppliers')}
        columns={columns}
        rows={rows}
        loading={query.isFetching}
        onOpen={(row) => open(row.id)}
        empty={
          query.isSuccess ? (
            <EmptyState title={t(all.length === 0 ? 'catalogue.noSuppliers' : 'catalogue.nothingFound')}>
              {t(all.length === 0 ? 'catalogue.fromImport' : 'catalogue.nothingFoundHint')}
            </EmptyState>
          ) : null
        }
        footer={t('catalogue.entries', { count: rows.length })}
      />
      {adding ? <SupplierForm supplier={null} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
