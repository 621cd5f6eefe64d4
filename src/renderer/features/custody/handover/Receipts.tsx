import { Button, Loader, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { receiptNumber } from '#shared/features/custody/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** Every receipt that was signed, or refused, newest first. */
export function Receipts() {
  const receipts = useQuery(rpc.custody.listHandovers.queryOptions({ input: {} }));
  const open = useAction((id: number) => client.custody.openHandover({ id }));
  if (receipts.error !== null) return <FailureAlert sentence={sentenceOfError(receipts.error)} />;
  if (receipts.data === undefined) return <Loader size="sm" />;
  return (
    <Panel title={t('handover.receipts')} flush={receipts.data.length > 0}>
      {receipts.data.length === 0 ? (
        <EmptyState title={t('handover.noReceipts')}>{t('handover.noReceiptsHint')}</EmptyState>
      ) : (
        <Table aria-label={t('handover.receipts')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={110}>{t('handover.number')}</Table.Th>
              <Table.Th>{t('field.custodian')}</Table.Th>
              <Table.Th w={170}>{t('handover.at')}</Table.Th>
              <Table.Th>{t('handover.answer')}</Table.Th>
              <Table.Th>{t('handover.items')}</Table.Th>
              <Table.Th w={140}>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {receipts.data.map((receipt) => (
              <Table.Tr key={receipt.id}>
                <Table.Td>{receiptNumber(receipt.number)}</Table.Td>
                <Table.Td>{receipt.custodian.name}</Table.Td>
                <Table.Td>{formatInstant(receipt.at)}</Table.Td>
                <Table.Td>
                  {[word('handover.outcome', receipt.outcome), receipt.signer, receipt.refusal]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </Table.Td>
                <Table.Td>{receipt.tags.join(', ')}</Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="default" onClick={() => open.mutate(receipt.id)}>
                    {t('handover.open')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
