import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { standingOf } from './contract-columns.tsx';
import { ContractForm } from './ContractForm.tsx';

interface ContractsPanelProps {
  supplierId: number;
  /** Only those that came from this order. */
  orderId?: number;
}

/** The contracts of a supplier or of an order, and the way to another one. */
export function ContractsPanel({ supplierId, orderId }: ContractsPanelProps) {
  const mayWrite = useMay()('po.create');
  const [writing, setWriting] = useState(false);
  const query = useQuery(
    rpc.procurement.listContracts.queryOptions({
      input: { ...(orderId === undefined ? { supplierId } : { orderId }), limit: 500 },
    }),
  );
  return (
    <Panel
      title={t('procurement.contracts')}
      flush
      actions={
        mayWrite ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setWriting(true)}
          >
            {t('procurement.newContract')}
          </Button>
        ) : null
      }
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {query.data?.rows.length === 0 ? (
        <p className={classes['emptyNote']}>{t('procurement.noContractsHere')}</p>
      ) : null}
      <ul className={classes['idle']}>
        {(query.data?.rows ?? []).map((contract) => (
          <li key={contract.id}>
            <span>
              <EntityLink href={hrefTo(`/acquire/contracts/${contract.id}`)}>{contract.number}</EntityLink>{' '}
              {contract.title}
            </span>
            <span className={classes['end']}>{formatDay(contract.endsOn)}</span>
            <span className={classes['quiet']}>
              {word('contractKind', contract.kind)} · {standingOf(contract)}
            </span>
          </li>
        ))}
      </ul>
      {writing ? (
        <ContractForm
          contract={null}
          start={{ supplierId, orderId: orderId ?? null }}
          onClose={() => setWriting(false)}
        />
      ) : null}
    </Panel>
  );
}
