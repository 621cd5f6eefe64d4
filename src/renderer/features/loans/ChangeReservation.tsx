import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reservation } from '#shared/features/loans/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import { periodOf, ReservedTime } from './ReservedTime.tsx';
import type { TimeWanted } from './ReservedTime.tsx';

/** A reservation as it stands: another time, another purpose, or not at all. */
export function ChangeReservation({ reservation, onClose }: { reservation: Reservation; onClose: () => void }) {
  const { id, asset, holder, wantedName, version } = reservation;
  const [time, setTime] = useState<TimeWanted>({
    from: reservation.from,
    to: reservation.to,
    purpose: reservation.purpose ?? '',
  });
  const period = periodOf(time);
  const change = useMutation({
    mutationFn: (when: NonNullable<typeof period>) => client.loans.changeReservation({ id, ...when, version }),
    onSuccess: () => {
      announce(t('reservation.changed'));
      onClose();
    },
  });
  const cancel = useMutation({
    mutationFn: () => client.loans.cancelReservation({ id }),
    onSuccess: () => {
      announce(t('reservation.cancelled'));
      onClose();
    },
  });
  const error = change.error ?? cancel.error;
  return (
    <FormModal
      title={t('reservation.of', { name: holder.name })}
      submitLabel={t('action.save')}
      submitDisabled={period === null}
      busy={change.isPending || cancel.isPending}
      failure={error === null ? null : sentenceOfError(error)}
      onSubmit={() => {
        if (period !== null) change.mutate(period);
      }}
      onClose={onClose}
    >
      <div>
        <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink> {asset.name}
        {wantedName === null ? null : (
          <Text size="sm" c="dimmed">
            {t('reservation.anyOf', { name: wantedName })}
          </Text>
        )}
      </div>
      <ReservedTime value={time} onChange={setTime} autoFocus />
      <Button variant="subtle" color="red" w="fit-content" onClick={() => cancel.mutate()}>
        {t('reservation.cancel')}
      </Button>
    </FormModal>
  );
}
