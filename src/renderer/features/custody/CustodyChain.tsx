import { Loader } from '@mantine/core';
import { IconDeviceLaptop, IconMapPin, IconUser, IconUsersGroup } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createElement } from 'react';
import type { CustodianKind } from '#shared/features/assets/model.ts';
import { receiptNumber } from '#shared/features/custody/model.ts';
import type { Custody } from '#shared/features/custody/contract.ts';
import classes from '#renderer/features/assets/assets.module.css';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

function details(custody: Custody): string {
  const { handedOverBy, takenBackBy, conditionOut, conditionIn, dueOn, note, reversed } = custody;
  const parts = [
    t('custody.handedOverBy', { name: handedOverBy, condition: word('condition', conditionOut) }),
    takenBackBy === null
      ? null
      : t('custody.takenBackBy', {
          name: takenBackBy,
          condition: conditionIn === null ? '–' : word('condition', conditionIn),
        }),
    dueOn === null ? null : t('desk.dueOn', { day: formatDay(dueOn) }),
    custody.purpose === null ? null : t('custody.for', { purpose: custody.purpose }),
    custody.accessories.length === 0 ? null : t('custody.with', { list: custody.accessories.join(', ') }),
    custody.missing.length === 0 ? null : t('custody.didNotReturn', { list: custody.missing.join(', ') }),
    custody.nextStep === null || custody.nextStep === 'stock' ? null : word('nextStepDone', custody.nextStep),
    custody.receipt === null
      ? null
      : t('handover.receiptOf', {
          number: receiptNumber(custody.receipt.number),
          outcome: word('handover.outcome', custody.receipt.outcome),
        }),
    note,
    reversed ? t('custody.reversed') : null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

const icons: Readonly<Record<CustodianKind, Icon>> = {
  person: IconUser,
  place: IconMapPin,
  team: IconUsersGroup,
  asset: IconDeviceLaptop,
};

function CustodianIcon({ kind }: { kind: CustodianKind }) {
  return createElement(icons[kind], { size: 16, 'aria-hidden': true });
}

/** Who was answerable for the asset, from when to when, newest first. */
export function CustodyChain({ assetId }: { assetId: number }) {
  const query = useQuery(rpc.custody.chain.queryOptions({ input: { assetId } }));
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel title={t('assets.custody')} flush>
      {query.data.length === 0 ? <EmptyState title={t('custody.none')}>{t('custody.noneHint')}</EmptyState> : null}
      <ol className={classes['timeline']}>
        {query.data.map((custody) => (
          <li key={custody.id} style={custody.reversed ? { textDecoration: 'line-through' } : undefined}>
            <CustodianIcon kind={custody.custodian.kind} />
            <strong>{custody.custodian.name}</strong>
            <span className={classes['when']}>
              {formatInstant(custody.startedAt)} –{' '}
              {custody.endedAt === null ? t('custody.now') : formatInstant(custody.endedAt)}
            </span>
            <span className={classes['detail']}>{details(custody)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
