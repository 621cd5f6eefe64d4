import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { SimpleListSeen } from '../list-words.ts';
import { PurchasingList } from '../PurchasingList.tsx';
import { contractColumns } from './contract-columns.tsx';
import { ContractForm } from './ContractForm.tsx';

interface ContractListProps {
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions?: (seen: SimpleListSeen<{ search?: string }>) => ReactNode;
}

/** Contracts with suppliers: those that run by their end, then those that were ended. */
export function ContractList({ open, listActions }: ContractListProps) {
  const mayWrite = useMay()('po.create');
  const [writing, setWriting] = useAskedFor('contract');
  return (
    <PurchasingList
      label={t('procurement.contracts')}
      searchLabel={t('procurement.searchContracts')}
      columns={contractColumns}
      keyOf={(input) => rpc.procurement.listContracts.key({ type: 'infinite', input })}
      page={(input, cursor, signal) => client.procurement.listContracts({ ...input, cursor }, { signal })}
      open={({ id }) => open(id)}
      none={{ title: t('procurement.noContracts'), hint: t('procurement.noContractsHint') }}
      footer={(count) => t('procurement.contractCount', { count })}
      listActions={listActions}
      actions={
        mayWrite ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setWriting(true)}>
            {t('procurement.newContract')}
          </Button>
        ) : null
      }
    >
      {() => (writing ? <ContractForm contract={null} onClose={() => setWriting(false)} created={open} /> : null)}
    </PurchasingList>
  );
}
