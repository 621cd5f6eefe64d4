import { Select, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison } from '#shared/features/procurement/quote.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

interface PutForwardFormProps {
  requisition: Requisition;
  comparison: Comparison;
  onClose: () => void;
}

/** Chooses a quote and says why; who decides follows from the rules. */
export function PutForwardForm({ requisition, comparison, onClose }: PutForwardFormProps) {
  // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
  const [seen] = useState({ id: requisition.id, version: requisition.version });
  const { quotes, winnerId } = comparison;
  const [quoteId, setQuoteId] = useState<string | null>(winnerId === null ? null : String(winnerId));
  const [reason, setReason] = useState('');
  const putting = useMutation({
    mutationFn: () =>
      client.procurement.putForward({
        ...seen,
        quoteId: Number(quoteId),
        reason: reason.trim(),
      }),
    onSuccess: onClose,
  });
  const other = quoteId !== null && winnerId !== null && quoteId !== String(winnerId);
  return (
    <FormModal
      title={t('procurement.putForward')}
      submitLabel={t('procurement.putForward')}
      submitDisabled={quoteId === null || reason.trim() === ''}
      busy={putting.isPending}
      failure={putting.error === null ? null : sentenceOfError(putting.error)}
      onSubmit={() => putting.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('procurement.quote')}
        allowDeselect={false}
        data={quotes.map(({ id, supplier, totalOwn }) => ({
          value: String(id),
          label: `${supplier.name} · ${formatMoney(totalOwn)}`,
        }))}
        value={quoteId}
        onChange={setQuoteId}
      />
      <Textarea
        label={t('procurement.choiceReason')}
        description={t(other ? 'procurement.choiceNotBest' : 'procurement.choiceHint')}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
