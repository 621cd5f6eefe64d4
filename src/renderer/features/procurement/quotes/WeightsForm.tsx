import { NumberInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison } from '#shared/features/procurement/quote.ts';
import { scoreFactors, sumOfWeights } from '#shared/features/procurement/scoring.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

interface WeightsFormProps {
  requisitionId: number;
  comparison: Comparison;
  onClose: () => void;
}

/** What counts how much; the formulas stand beside it. */
export function WeightsForm({ requisitionId, comparison, onClose }: WeightsFormProps) {
  const [weights, setWeights] = useState({ ...comparison.weights });
  const [lifeYears, setLifeYears] = useState(comparison.lifeYears);
  const sum = sumOfWeights(weights);
  const saving = useMutation({
    mutationFn: () => client.procurement.weighFactors({ requisitionId, weights, lifeYears }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('procurement.weights')}
      size={620}
      submitLabel={t('action.save')}
      submitDisabled={sum !== 100}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <div className={classes['formGrid']}>
        {scoreFactors.map((factor, index) => (
          <NumberInput
            key={factor}
            label={word('scoreFactor', factor)}
            min={0}
            max={100}
            allowDecimal={false}
            value={weights[factor]}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onChange={(value) => setWeights({ ...weights, [factor]: Number(value) || 0 })}
          />
        ))}
        <NumberInput
          label={t('procurement.lifeYears')}
          min={1}
          max={20}
          allowDecimal={false}
          value={lifeYears}
          onChange={(value) => setLifeYears(Number(value) || 1)}
        />
      </div>
      <Text size="sm" {...(sum === 100 ? { c: 'dimmed' } : { c: 'red' })} role="status">
        {t('procurement.weightSum', { sum })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('procurement.formulas')}
      </Text>
    </FormModal>
  );
}
