import { Radio, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addMonths } from '#shared/primitives/days.ts';
import { reviewDecisions } from '#shared/features/retirement/review.ts';
import type { ReviewDecision } from '#shared/features/retirement/review.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

interface DecideFormProps {
  assetIds: readonly number[];
  onClose: () => void;
  decided: () => void;
}

/** One decision with one reason over all that were chosen. */
export function DecideForm({ assetIds, onClose, decided }: DecideFormProps) {
  const [decision, setDecision] = useState<ReviewDecision>('keep');
  const [until, setUntil] = useState<string | null>(addMonths(today(), 12));
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.retirement.decide({
        assetIds: [...assetIds],
        decision,
        until: decision === 'keep' ? until : null,
        reason: reason.trim(),
      }),
    onSuccess: () => {
      announce(t('review.decided', { count: assetIds.length }));
      decided();
    },
  });
  return (
    <FormModal
      title={t('review.decideTitle', { count: assetIds.length })}
      submitLabel={word('reviewDecision', decision)}
      busy={save.isPending}
      submitDisabled={reason.trim() === '' || (decision === 'keep' && until === null)}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Radio.Group
        label={t('review.decision')}
        value={decision}
        onChange={(value) => setDecision(reviewDecisions.find((each) => each === value) ?? decision)}
      >
        <Stack gap={6} mt={4}>
          {reviewDecisions.map((value) => (
            <Radio
              key={value}
              value={value}
              label={word('reviewDecision', value)}
              description={t(`review.hint.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {decision === 'keep' ? <DayField label={t('review.until')} value={until} onChange={setUntil} /> : null}
      <Textarea
        label={t('field.reason')}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
