import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

interface ExtendLoanProps {
  asset: { id: number; tag: string; dueOn: string | null };
  onClose: () => void;
}

/** Lets whoever has the asset keep it until a later day. */
export function ExtendLoan({ asset, onClose }: ExtendLoanProps) {
  const from = asset.dueOn === null || asset.dueOn < today() ? today() : asset.dueOn;
  const [dueOn, setDueOn] = useState<string | null>(addDays(from, 7));
  const [reason, setReason] = useState('');
  const [despite, setDespite] = useState(false);
  const extend = useMutation({
    mutationFn: (day: string) =>
      client.custody.extend({
        assetId: asset.id,
        dueOn: day,
        reason: reason.trim() || null,
        despiteReservation: despite,
      }),
    onSuccess: () => {
      announce(t('custody.extended', { tag: asset.tag, day: formatDay(dueOn ?? '') }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.extendTitle', { tag: asset.tag })}
      submitLabel={t('custody.extend')}
      submitDisabled={dueOn === null}
      busy={extend.isPending}
      failure={extend.error === null ? null : sentenceOfError(extend.error)}
      onSubmit={() => {
        if (dueOn !== null) extend.mutate(dueOn);
      }}
      onClose={onClose}
    >
      <DayField
        label={t('custody.extendTo')}
        minDate={addDays(from, 1)}
        data-autofocus
        value={dueOn}
        onChange={setDueOn}
      />
      <TextInput
        label={t('field.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {extend.error !== null && failureOf(extend.error).code === 'RESERVED_FOR_OTHER' ? (
        <Checkbox
          label={t('custody.despiteReservation')}
          checked={despite}
          onChange={(event) => setDespite(event.currentTarget.checked)}
        />
      ) : null}
    </FormModal>
  );
}
