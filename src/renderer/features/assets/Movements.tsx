import { Loader } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowDownLeft,
  IconArrowsExchange,
  IconArrowUpRight,
  IconMapPin,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Movement } from '#shared/features/assets/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './assets.module.css';
import { placeOrState } from './movements/movement-text.ts';

const icons: Readonly<Record<Movement['kind'], Icon>> = {
  registered: IconPlus,
  moved: IconMapPin,
  checked_out: IconArrowUpRight,
  checked_in: IconArrowDownLeft,
  transferred: IconArrowsExchange,
  status_changed: IconRefresh,
  reversed: IconArrowBackUp,
};

/** Where a movement went: names, or statuses by their words. */
function fromTo({ from, to }: Movement): string {
  if (from !== null && to !== null) return t('assets.fromTo', { from: placeOrState(from), to: placeOrState(to) });
  return placeOrState(to ?? from);
}

export function Movements({ assetId }: { assetId: number }) {
  const query = useQuery(rpc.assets.movements.queryOptions({ input: { id: assetId } }));
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel title={t('assets.movements')} flush>
      {query.data.length === 0 ? <EmptyState title={t('assets.noMovements')} /> : null}
      <ol className={classes['timeline']}>
        {query.data.map((movement) => {
          const MovementIcon = icons[movement.kind];
          return (
            <li key={movement.id}>
              <MovementIcon size={16} aria-hidden />
              <span>
                <strong>{word('movement', movement.kind)}</strong> {fromTo(movement)}
              </span>
              <span className={classes['when']}>{formatInstant(movement.at)}</span>
              <span className={classes['detail']}>
                {[
                  movement.reason,
                  movement.operator,
                  word('how', movement.how),
                  t('assets.journalNumber', { number: movement.journalSeq }),
                ]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
