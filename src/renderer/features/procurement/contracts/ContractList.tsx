import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ContractRow } from '#shared/features/procurement/supply-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { contractColumns } from './contract-columns.tsx';
import { ContractForm } from './ContractForm.tsx';

const none: ContractRow[] = [];

/** Contracts with suppliers: those that run by their end, then those that were ended. */
export function ContractList({ open }: { open: (id: number) => void }) {
  const mayWrite = useMay()('po.create');
  const [search, setSearch] = useState('');
  const [writing, setWriting] = useState(false);
  const query = useQuery(
    rpc.procurement.listContracts.queryOptions({
      input: search === '' ? {} : { search },
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useMemo(() => contractColumns(), []);
  const rows = query.data ?? none;
  return (
    <>
      <div className={classes['filters']} role="search" aria-label={t('procurement.searchContracts')}>
        <SearchBox
          label={t('procurement.searchContracts')}
          className={classes['search']}
          value={search}
          change={(text) => setSearch(text?.trim() ?? '')}
        />
        <span className={classes['grow']} />
        {mayWrite ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setWriting(true)}>
            {t('procurement.newContract')}
          </Button>
        ) : null}
      </div>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      <DataTable
        label={t('procurement.contracts')}
        columns={columns}
        rows={rows}
        loading={query.isFetching}
        onOpen={(row) => open(row.id)}
        empty={
          query.isSuccess ? (
            <EmptyState title={t(search === '' ? 'procurement.noContracts' : 'procurement.noContractFits')}>
              {t(search === '' ? 'procurement.noContractsHint' : 'procurement.nothingFoundHint')}
            </EmptyState>
          ) : null
        }
        footer={t('procurement.contractCount', { count: rows.length })}
      />
      {writing ? <ContractForm contract={null} onClose={() => setWriting(false)} created={open} /> : null}
    </>
  );
}
