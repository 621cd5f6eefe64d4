import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Reference } from '#shared/rpc/fields.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { containsWords } from '#renderer/ui/search-text.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { t } from '#renderer/ui/text/t.ts';

const none: Reference[] = [];

function ManufacturerForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const create = useMutation({ mutationFn: () => client.assets.createManufacturer({ name }), onSuccess: onClose });
  return (
    <FormModal
      title={t('catalogue.addManufacturer')}
      submitLabel={t('catalogue.addManufacturer')}
      submitDisabled={name.trim() === ''}
      busy={create.isPending}
      failure={create.error === null ? null : sentenceOfError(create.error)}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormModal>
  );
}

export function ManufacturerList() {
  const query = useQuery(rpc.assets.listManufacturers.queryOptions());
  const may = useMay();
  const [creating, setCreating] = useAskedFor('manufacturer');
  const [search, setSearch] = useState('');
  const all = query.data ?? none;
  const rows = all.filter(({ name }) => containsWords([name], search));
  const columns = useMemo<Column<Reference>[]>(
    () => [{ id: 'name', heading: t('field.manufacturer'), width: '1fr', cell: (row) => row.name }],
    [],
  );
  return (
    <>
      <ListBar
        label={t('catalogue.searchManufacturers')}
        end={
          may('catalogue.edit') ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
              {t('catalogue.addManufacturer')}
            </Button>
          ) : null
        }
      >
        <SearchBox label={t('catalogue.searchManufacturers')} value={search} change={(text) => setSearch(text ?? '')} />
      </ListBar>
      <DataTable
        label={t('catalogue.manufacturers')}
        columns={columns}
        rows={rows}
        loading={query.isFetching}
        onOpen={(row) => window.location.assign(hrefTo('/assets', { search: row.name }))}
        empty={
          query.isSuccess ? (
            <EmptyState title={t(all.length === 0 ? 'catalogue.noManufacturers' : 'catalogue.nothingFound')}>
              {t(all.length === 0 ? 'catalogue.fromImport' : 'catalogue.nothingFoundHint')}
            </EmptyState>
          ) : null
        }
        footer={t('catalogue.entries', { count: rows.length })}
      />
      {creating ? <ManufacturerForm onClose={() => setCreating(false)} /> : null}
    </>
  );
}
