import { Button, Text } from '@mantine/core';
import { IconArrowBackUp, IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { keptUntil } from '#shared/features/procurement/requisition.ts';
import type { Alternatives } from '#shared/features/procurement/requisition.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

export interface NeededFor {
  /** Null while nobody is chosen for whom something could be kept. */
  requesterId: number | null;
  neededBy: string | null;
  reason: string;
}

interface IdleStockProps {
  found: Alternatives | undefined;
  need: NeededFor;
}

interface IdleRowProps {
  asset: { id: number; tag: string; name: string };
  facts: readonly (string | null)[];
  /** What may be done with it. */
  children: ReactNode;
}

function IdleRow({ asset, facts, children }: IdleRowProps) {
  return (
    <li>
      <span>
        <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink> {asset.name}
      </span>
      {children ?? <span />}
      <span className={classes['quiet']}>{facts.filter(Boolean).join(' · ')}</span>
    </li>
  );
}

/** What lies in stock and would serve, kept for whoever needs it by one press, and what is kept for him already. */
export function IdleStock({ found, need }: IdleStockProps) {
  const mayReserve = useMay()('asset.reserve');
  const [busy, setBusy] = useState<number | null>(null);
  const until = keptUntil(today(), need.neededBy);
  const reserving = useAction(
    ({ id }: { id: number }) =>
      client.loans.reserve({
        assetId: id,
        forPersonId: need.requesterId,
        from: today(),
        to: until,
        purpose: need.reason.trim().slice(0, 200) || null,
      }),
    ({ tag }) => announce(t('procurement.kept', { tag, until: formatDay(until) })),
  );
  const undoing = useAction(({ reservationId }: { reservationId: number; tag: string }) =>
    client.loans.cancelReservation({ id: reservationId, reason: null }),
  );
  const press = async (assetId: number, act: () => Promise<unknown>) => {
    setBusy(assetId);
    // What went wrong is told by the action itself.
    await act().catch(() => undefined);
    setBusy(null);
  };
  const idle = found?.idle ?? [];
  const reserved = found?.reserved ?? [];
  return (
    <>
      {reserved.length === 0 ? null : (
        <Panel title={t('procurement.reserved', { count: reserved.length })} flush>
          <ul className={classes['idle']}>
            {reserved.map(({ id, reservationId, tag, name, place, until: lastDay }) => (
              <IdleRow
                key={reservationId}
                asset={{ id, tag, name }}
                facts={[t('procurement.keptUntil', { until: formatDay(lastDay) }), place]}
              >
                {mayReserve ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={<IconArrowBackUp size={13} />}
                    loading={busy === id}
                    aria-label={t('procurement.undoReservation', { tag })}
                    onClick={() => void press(id, () => undoing.mutateAsync({ reservationId, tag }))}
                  >
                    {t('action.undo')}
                  </Button>
                ) : null}
              </IdleRow>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t('procurement.idle', { count: found?.idleTotal ?? 0 })} flush>
        {idle.length === 0 ? (
          <Text size="sm" c="dimmed" p="sm">
            {t('procurement.noIdle')}
          </Text>
        ) : (
          <ul className={classes['idle']}>
            {idle.map(({ id, tag, name, condition, place }) => (
              <IdleRow
                key={id}
                asset={{ id, tag, name }}
                facts={[word('condition', condition), place ?? t('procurement.noPlace')]}
              >
                {mayReserve ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconBookmark size={13} />}
                    loading={busy === id}
                    disabled={need.requesterId === null}
                    aria-label={t('reservation.newOf', { tag })}
                    onClick={() => void press(id, () => reserving.mutateAsync({ id }))}
                  >
                    {t('reservation.reserve')}
                  </Button>
                ) : null}
              </IdleRow>
            ))}
          </ul>
        )}
        {idle.length === 0 || !mayReserve ? null : (
          <p className={classes['emptyNote']}>
            {need.requesterId === null
              ? t('procurement.reserveNeedsRequester')
              : t('procurement.reserveHint', { until: formatDay(until) })}
          </p>
        )}
      </Panel>
    </>
  );
}
