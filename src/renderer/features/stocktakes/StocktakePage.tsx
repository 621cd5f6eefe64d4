import { Button, Group, Loader, TextInput } from '@mantine/core';
import { IconBan, IconListCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CountedQuantity, StocktakeDetail } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { CountingDesk } from './counting/CountingDesk.tsx';
import { OtherWorkstation } from './OtherWorkstation.tsx';
import { PlanFacts } from './PlanFacts.tsx';
import type { CountSound } from './result-look.ts';
import { Reconciling } from './reconciling/Reconciling.tsx';
import { stateLook } from './state-look.ts';

interface StocktakePageProps {
  id: number;
  play: (sound: CountSound) => void;
  /** Registering is done by another part of the window. */
  register: (code: string) => void;
  /** So are reports, once counting has ended. */
  report: (id: number) => ReactNode;
  /** What is counted by quantity beside the assets. */
  supplies: (stocktake: StocktakeDetail) => ReactNode;
  /** Says how many there are of what was scanned and is counted by quantity. */
  quantity: (stocktakeId: number, supply: CountedQuantity, placeId: number) => ReactNode;
}

/** One stocktake, as its state asks: begin it, count, work through what differs, read what came of it. */
export function StocktakePage({ id, play, register, report, supplies, quantity }: StocktakePageProps) {
  const may = useMay();
  const query = useQuery(rpc.stocktakes.get.queryOptions({ input: { id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const stocktake = query.data;
  if (stocktake === undefined) return <Loader size="sm" m="lg" />;
  const { state, number, name } = stocktake;
  const counts = state === 'counting' && may('stocktake.count');
  return (
    <Page
      fixed
      title={t('stocktakes.title', { number, name })}
      subtitle={
        <Group gap="sm">
          <StatusBadge {...stateLook[state]} label={word('stocktakeState', state)} />
          {[
            stocktake.scopeText.join(', ') || (stocktake.origin === 'here' ? t('stocktakes.everything') : null),
            stocktake.method === 'full' ? null : t('stocktakes.spotCheck'),
            stocktake.blind ? t('stocktakes.blindShort') : null,
            stocktake.origin === 'file' ? t('stocktakes.ofOther', { from: stocktake.note }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Group>
      }
      actions={
        <Group gap="xs">
          {supplies(stocktake)}
          {stocktake.open === null || stocktake.origin === 'file' ? null : report(id)}
          {state === 'counting' ? <OtherWorkstation stocktake={stocktake} /> : null}
          {may('stocktake.reconcile') && (state === 'planned' || state === 'counting') ? (
            <Steps stocktake={stocktake} />
          ) : null}
        </Group>
      }
    >
      {counts ? (
        <CountingDesk stocktake={stocktake} play={play} quantity={(supply, placeId) => quantity(id, supply, placeId)} />
      ) : state === 'planned' || state === 'cancelled' ? (
        <PlanFacts stocktake={stocktake} />
      ) : (
        <Reconciling stocktake={stocktake} register={register} />
      )}
    </Page>
  );
}

/** What leads from one state to the next; what can't be taken back asks first. */
function Steps({ stocktake: { id, state, tally, origin } }: { stocktake: StocktakeDetail }) {
  const [asking, setAsking] = useState<'end' | 'cancel' | null>(null);
  const [reason, setReason] = useState('');
  const close = () => setAsking(null);
  const start = useAction(() => client.stocktakes.start({ id }));
  const end = useAction(() => client.stocktakes.endCounting({ id }), close);
  const cancel = useAction(() => client.stocktakes.cancel({ id, reason: reason.trim() }), close);
  return (
    <Group gap="xs">
      {state === 'planned' || state === 'counting' ? (
        <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setAsking('cancel')}>
          {t('stocktakes.cancel')}
        </Button>
      ) : null}
      {state === 'planned' ? (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={start.isPending}
          onClick={() => start.mutate(undefined)}
        >
          {t('stocktakes.start')}
        </Button>
      ) : null}
      {state === 'counting' && origin === 'here' ? (
        <Button leftSection={<IconListCheck size={16} />} onClick={() => setAsking('end')}>
          {t('stocktakes.endCounting')}
        </Button>
      ) : null}
      {asking === 'end' ? (
        <ConfirmDialog
          title={t('stocktakes.endCounting')}
          confirmLabel={t('stocktakes.endCounting')}
          busy={end.isPending}
          onConfirm={() => end.mutate(undefined)}
          onClose={close}
        >
          {tally === null ? t('stocktakes.endBlind') : t('stocktakes.endWith', { count: tally.missing })}
        </ConfirmDialog>
      ) : null}
      {asking === 'cancel' ? (
        <ConfirmDialog
          title={t('stocktakes.cancel')}
          confirmLabel={t('stocktakes.cancel')}
          danger
          busy={cancel.isPending}
          onConfirm={() => reason.trim() !== '' && cancel.mutate(undefined)}
          onClose={close}
        >
          <p style={{ margin: '0 0 12px' }}>{t('stocktakes.cancelHint')}</p>
          <TextInput
            label={t('stocktakes.reason')}
            withAsterisk
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </ConfirmDialog>
      ) : null}
    </Group>
  );
}
