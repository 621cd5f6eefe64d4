import { MultiSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSupplierChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function RequestQuotesForm({ requisitionId, onClose }: { requisitionId: number; onClose: () => void }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [answerBy, setAnswerBy] = useState<string | null>(null);
  const asking = useMutation({
    mutationFn: () => client.procurement.requestQuotes({ requisitionId, supplierIds: chosen.map(Number), answerBy }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('procurement.requestQuotes')}
      submitLabel={t('procurement.requestQuotes')}
      submitDisabled={chosen.length === 0}
      busy={asking.isPending}
      failure={asking.error === null ? null : sentenceOfError(asking.error)}
      onSubmit={() => asking.mutate()}
      onClose={onClose}
    >
      <MultiSelect
        label={t('catalogue.suppliers')}
        data={useSupplierChoices()}
        searchable
        data-autofocus
        nothingFoundMessage={t('form.nothingFound')}
        value={chosen}
        onChange={setChosen}
      />
      <DayField label={t('procurement.answerBy')} value={answerBy} onChange={setAnswerBy} />
    </FormModal>
  );
}
