import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

interface DecideFormProps {
  proposal: Proposal;
  verdict: 'approve' | 'reject';
  onClose: () => void;
}

/** A decision with its comment; a no needs one. */
export function DecideForm({ proposal, verdict, onClose }: DecideFormProps) {
  const [comment, setComment] = useState('');
  const label = t(verdict === 'approve' ? 'procurement.approve' : 'procurement.reject');
  const deciding = useMutation({
    mutationFn: () => client.procurement.decide({ approvalId: proposal.id, verdict, comment: comment.trim() }),
    onSuccess: ({ outcome }) => {
      announce(t(`procurement.outcome.${outcome}`));
      onClose();
    },
  });
  return (
    <FormModal
      title={label}
      submitLabel={label}
      submitDisabled={verdict === 'reject' && comment.trim() === ''}
      busy={deciding.isPending}
      failure={deciding.error === null ? null : sentenceOfError(deciding.error)}
      onSubmit={() => deciding.mutate()}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>
        {t('procurement.decideAbout', {
          number: proposal.requisition.number,
          supplier: proposal.supplier,
          amount: formatMoney(proposal.amount),
        })}
      </p>
      <Textarea
        label={t('procurement.comment')}
        withAsterisk={verdict === 'reject'}
        data-autofocus
        autosize
        minRows={2}
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </FormModal>
  );
}
