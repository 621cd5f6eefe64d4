import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ContractRow } from '#shared/features/procurement/supply-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { wordsOf } from '../list-words.ts';
import type { SimpleListSeen } from '../list-words.ts';
import { contractColumns } from './contract-columns.tsx';
import { ContractForm } from './ContractForm.tsx';

const none: ContractRow[] = [];

interface ContractListProps {
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions?: (seen: SimpleListSeen<{ search?: string }>) => ReactNode;
}

/** Contracts with suppliers: those that run by their end, then those that were ended. */
export function ContractList({ open, listActions }: ContractListProps) {
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
      <ListBar
        label={t('procurement.searchContracts')}
        end={
          <>
            {listActions?.({
              columns: columns.map(({ id }) => id),
              filter: search === '' ? {} : { search },
              words: wordsOf(search, []),
            })}
            {mayWrite ? (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setWriting(true)}>
                {t('procurement.newContract')}
              </Button>
            ) : null}
          </>
        }
      >
        <SearchBox
          label={t('procurement.searchContracts')}
          value={search}
          change={(text) => setSearch(text?.trim() ?? '')}
        />
      </ListBar>
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
