import { Group, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { depreciationMethods } from '#shared/features/assets/depreciation.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { offeredCurrencies } from '../currencies.ts';
import { percent } from './depreciation-values.ts';
import type { DepreciationValues } from './depreciation-values.ts';

interface DepreciationFieldsProps<Values extends DepreciationValues> {
  form: UseFormReturnType<Values>;
  /** Of the cost that the residual value belongs to. */
  currency: string;
  /** What holds when nothing is chosen, or in spite of what is. */
  hint?: string | undefined;
}

/** Method, life and what is left: three cells of a form's grid. */
export function DepreciationFields<Values extends DepreciationValues>({
  form,
  currency,
  hint,
}: DepreciationFieldsProps<Values>) {
  const { depreciationMethod: method, residualUnit } = form.values;
  const idle = method === null || method === 'none';
  const own = residualUnit === percent ? [] : [residualUnit];
  return (
    <>
      <Select
        label={t('field.depreciationMethod')}
        data={depreciationMethods.map((value) => ({ value, label: word('depreciationMethod', value) }))}
        clearable
        description={hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...form.getInputProps('depreciationMethod')}
      />
      <TextInput
        label={t('field.depreciationMonths')}
        inputMode="numeric"
        className="numbers"
        disabled={idle}
        {...form.getInputProps('depreciationMonths')}
      />
      <Group gap={6} wrap="nowrap" align="start">
        <TextInput
          label={t('field.residual')}
          placeholder="0"
          inputMode="decimal"
          className="numbers"
          style={{ flex: 1 }}
          disabled={idle}
          {...form.getInputProps('residual')}
        />
        <Select
          label={t('field.unit')}
          aria-label={t('assets.residualUnit')}
          w={92}
          data={[percent, ...new Set([...own, ...offeredCurrencies(currency)])]}
          allowDeselect={false}
          disabled={idle}
          {...form.getInputProps('residualUnit')}
        />
      </Group>
    </>
  );
}
