import { Button, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { receivable } from '#shared/features/procurement/order.ts';
import type { OrderRow } from '#shared/features/procurement/order.ts';
import type { EntrySound } from '#renderer/features/assets/entry/use-entry-desk.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { takeScansHereAndOf } from '#renderer/ui/scan-target.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { orderColumns } from '../orders/OrderList.tsx';
import classes from '../procurement.module.css';
import { ReceiptDesk } from './ReceiptDesk.tsx';
import { StartReceipt } from './StartReceipt.tsx';

interface ReceivingTabProps {
  /** The order that is being received; null picks one. */
  orderId: number | null;
  choose: (orderId: number | null) => void;
  play: (sound: EntrySound) => void;
}

/** Receives a delivery: the order by scan or from the list, then unit after unit. */
export function ReceivingTab({ orderId, choose, play }: ReceivingTabProps) {
  if (orderId === null) return <PickOrder choose={choose} play={play} />;
  return <OrderToReceive key={orderId} orderId={orderId} left={() => choose(null)} play={play} />;
}

const none: OrderRow[] = [];

function PickOrder({ choose, play }: { choose: (orderId: number) => void; play: (sound: EntrySound) => void }) {
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState<string | null>(null);
  const query = useQuery(rpc.procurement.listOrders.queryOptions({ input: { states: [...receivable] } }));
  const columns = useMemo(() => orderColumns().filter(({ id }) => id !== 'gross'), []);
  const find = useMutation({
    mutationFn: (code: string) => client.procurement.findOrder({ code: code.trim().slice(0, 80) }),
    onSuccess: (found, code) => {
      play(found === null ? 'failure' : 'subject');
      if (found === null) setUnknown(code);
      else choose(found.id);
    },
  });
  const { mutate } = find;
  useEffect(() => takeScansHereAndOf('receiving', ({ text }) => mutate(text)), [mutate]);
  return (
    <>
      <form
        className={classes['filters']}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') mutate(typed);
          setTyped('');
        }}
      >
        <ScanField
          className={classes['search'] ?? ''}
          label={t('procurement.orderByHand')}
          description={t('procurement.orderByHandHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onScan={(code) => mutate(code)}
        />
      </form>
      {unknown === null ? null : <FailureAlert sentence={t('procurement.noSuchOrder', { code: unknown })} />}
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      <DataTable
        label={t('procurement.awaited')}
        columns={columns}
        rows={query.data?.rows ?? none}
        loading={query.isFetching}
        onOpen={(row) => choose(row.id)}
        empty={
          query.isSuccess ? (
            <EmptyState title={t('procurement.nothingAwaited')}>{t('procurement.nothingAwaitedHint')}</EmptyState>
          ) : null
        }
        footer={t('procurement.orderCount', { count: query.data?.total ?? 0 })}
      />
    </>
  );
}

function OrderToReceive({
  orderId,
  left,
  play,
}: {
  orderId: number;
  left: () => void;
  play: (sound: EntrySound) => void;
}) {
  const [receiptId, setReceiptId] = useState<number | null>(null);
  const order = useQuery(rpc.procurement.getOrder.queryOptions({ input: { id: orderId } }));
  const open = order.data?.receipts.find(({ state }) => state === 'open')?.id ?? null;
  const started = useCallback((id: number) => setReceiptId(id), []);
  if (order.error !== null)
    return <FailureAlert sentence={sentenceOfError(order.error)} retry={() => void order.refetch()} />;
  if (order.data === undefined) return null;
  // Kept once it is known: when it is finished the order has no open delivery any more, and its result is still shown.
  if (receiptId === null && open !== null) setReceiptId(open);
  return (
    <div className={classes['scrolling']} tabIndex={0} role="region" aria-label={t('procurement.receiving')}>
      {receiptId === null ? (
        <Stack gap="sm" maw={640}>
          <StartReceipt order={order.data} started={started} />
          <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={left}>
            {t('action.back')}
          </Button>
        </Stack>
      ) : (
        <ReceiptDesk key={receiptId} receiptId={receiptId} left={left} play={play} />
      )}
    </div>
  );
}
