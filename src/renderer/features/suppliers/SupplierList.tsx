import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Supplier } from '#shared/features/suppliers/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
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
  const [adding, setAdding] = useState(false);
  const rows = query.data ?? none;
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
          <a
            href={hrefTo('/assets', { supplierId: row.id })}
            tabIndex={-1}
            style={{ color: 'inherit' }}
            onClick={(event) => event.stopPropagation()}
          >
            {formatNumber(row.assetCount)}
          </a>
        ),
      },
    ],
    [],
  );
  return (
    <>
      {listActions === undefined ? null : (
        <Group justify="flex-end" pb="xs">
          {listActions(columns.map(({ id }) => id))}
        </Group>
      )}
      <DataTable
        label={t('catalogue.suppliers')}
        columns={columns}
        rows={rows}
        loading={query.isFetching}
        onOpen={(row) => open(row.id)}
        empty={
          query.isSuccess ? (
            <EmptyState title={t('catalogue.noSuppliers')}>{t('catalogue.fromImport')}</EmptyState>
          ) : null
        }
        footer={t('catalogue.entries', { count: rows.length })}
        tools={
          mayEdit ? (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={14} />}
              onClick={() => setAdding(true)}
            >
              {t('catalogue.addSupplier')}
            </Button>
          ) : null
        }
      />
      {adding ? <SupplierForm supplier={null} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
