import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reservation } from '#shared/features/loans/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A reservation as it stands: another time, another purpose, or not at all. */
export function ChangeReservation({ reservation, onClose }: { reservation: Reservation; onClose: () => void }) {
  const { id, asset, holder, wantedName, version } = reservation;
  const [from, setFrom] = useState<string | null>(reservation.from);
  const [to, setTo] = useState<string | null>(reservation.to);
  const [purpose, setPurpose] = useState(reservation.purpose ?? '');
  const change = useMutation({
    mutationFn: (period: { from: string; to: string }) =>
      client.loans.changeReservation({ id, ...period, purpose: purpose.trim() || null, version }),
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
      submitDisabled={from === null || to === null}
      busy={change.isPending || cancel.isPending}
      failure={error === null ? null : sentenceOfError(error)}
      onSubmit={() => {
        if (from !== null && to !== null) change.mutate({ from, to });
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
      <Group grow align="start">
        <DayField label={t('reservation.from')} data-autofocus value={from} onChange={setFrom} />
        <DayField
          label={t('reservation.to')}
          {...(from === null ? {} : { minDate: from })}
          value={to}
          onChange={setTo}
        />
      </Group>
      <TextInput
        label={t('custody.purpose')}
        value={purpose}
        maxLength={200}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <Button variant="subtle" color="red" w="fit-content" onClick={() => cancel.mutate()}>
        {t('reservation.cancel')}
      </Button>
    </FormModal>
  );
}
