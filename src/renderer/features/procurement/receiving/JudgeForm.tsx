import { SegmentedControl, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { unitVerdicts } from '#shared/features/procurement/receiving.ts';
import type { ReceivedUnit, UnitVerdict } from '#shared/features/procurement/receiving.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface JudgeFormProps {
  receiptId: number;
  unit: ReceivedUnit;
  onClose: () => void;
}

export function JudgeForm({ receiptId, unit, onClose }: JudgeFormProps) {
  const [verdict, setVerdict] = useState<UnitVerdict>(unit.verdict);
  const [note, setNote] = useState(unit.note);
  const judging = useMutation({
    mutationFn: () => client.procurement.judgeUnit({ receiptId, unitId: unit.id, verdict, note: note.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: rpc.procurement.getReceipt.key() });
      onClose();
    },
  });
  return (
    <FormModal
      title={unit.serial ?? t('procurement.counted')}
      submitLabel={t('action.save')}
      submitDisabled={verdict !== 'pass' && note.trim() === ''}
      busy={judging.isPending}
      failure={judging.error === null ? null : sentenceOfError(judging.error)}
      onSubmit={() => judging.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('procurement.judgement')}
        data={unitVerdicts.map((value) => ({ value, label: word('unitVerdict', value) }))}
        value={verdict}
        onChange={(value) => setVerdict(value as UnitVerdict)}
      />
      <Textarea
        label={t('procurement.whatIsWrong')}
        withAsterisk={verdict !== 'pass'}
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
