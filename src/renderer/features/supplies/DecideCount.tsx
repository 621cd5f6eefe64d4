import { SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { countDecisions } from '#shared/features/supplies/count-contract.ts';
import type { CountDecision, CountLine } from '#shared/features/supplies/count-contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface DecideCountProps {
  line: CountLine;
  does: 'decide' | 'approve';
  onClose: () => void;
}

/** Sets the stock right by the count or leaves it with a reason; the second person agrees to that. */
export function DecideCount({ line, does, onClose }: DecideCountProps) {
  const [decision, setDecision] = useState<CountDecision>(
    line.counted === null ? 'leave' : (line.decision ?? 'adjust'),
  );
  const [note, setNote] = useState(does === 'decide' ? (line.note ?? '') : '');
  const saving = useMutation({
    mutationFn: () =>
      does === 'decide'
        ? client.supplies.decideCount({ lineId: line.id, decision, note: note.trim() || null })
        : client.supplies.approveCount({ lineId: line.id, compensatingControl: note.trim() || null }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('supplies.decideTitle', { name: line.name, place: line.place.path })}
      submitLabel={t(does === 'decide' ? 'supplies.decide' : 'stocktakes.approve')}
      submitDisabled={does === 'decide' && decision === 'leave' && note.trim() === ''}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      {does === 'decide' ? (
        <SegmentedControl
          aria-label={t('supplies.decision')}
          data={countDecisions.map((value) => ({
            value,
            label: word('countDecision', value),
            disabled: value === 'adjust' && line.counted === null,
          }))}
          value={decision}
          onChange={(value) => setDecision(countDecisions.find((each) => each === value) ?? 'adjust')}
        />
      ) : null}
      <TextInput
        label={t(does === 'decide' ? 'field.reason' : 'supplies.control')}
        description={does === 'approve' ? t('supplies.controlHint') : undefined}
        withAsterisk={does === 'decide' && decision === 'leave'}
        data-autofocus
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
