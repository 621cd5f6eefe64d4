import { Button, Loader, Modal, Stack, Text } from '@mantine/core';
import { IconBoxSeam } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StocktakeDetail } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AddCount } from './AddCount.tsx';
import { CountTable } from './CountTable.tsx';

type Counted = Pick<StocktakeDetail, 'id' | 'state' | 'origin'>;

/** What a stocktake counts by quantity, beside the assets that it finds one by one. */
export function CountedSupplies({ stocktake }: { stocktake: Counted }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { id, state, origin } = stocktake;
  const counts = origin === 'here' && state !== 'planned' && state !== 'cancelled';
  const query = useQuery({
    ...rpc.supplies.countLines.queryOptions({ input: { stocktakeId: id } }),
    enabled: counts && may('supply.view'),
  });
  if (!counts || query.data === undefined) return null;
  const { lines, hidden, secondPerson } = query.data;
  const done = lines.filter(({ counted }) => counted !== null).length;
  return (
    <>
      <Button variant="default" leftSection={<IconBoxSeam size={16} />} onClick={() => setOpen(true)}>
        {t('supplies.countedOf', { count: done, all: lines.length })}
      </Button>
      {open ? (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title={t('supplies.countTitle')}
          size="min(1180px, 94vw)"
          closeButtonProps={{ 'aria-label': t('action.close') }}
        >
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t(hidden ? 'supplies.countBlind' : state === 'counting' ? 'supplies.countHint' : 'supplies.decideHint')}
            </Text>
            {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
            {query.isPending ? <Loader size="sm" /> : null}
            {lines.length === 0 ? (
              <EmptyState title={t('supplies.nothingToCount')}>{t('supplies.nothingToCountHint')}</EmptyState>
            ) : (
              <CountTable stocktakeId={id} state={state} hidden={hidden} secondPerson={secondPerson} lines={lines} />
            )}
            {state === 'counting' && may('stocktake.count') ? <AddCount stocktakeId={id} /> : null}
          </Stack>
        </Modal>
      ) : null}
    </>
  );
}
