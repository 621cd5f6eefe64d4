import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { mostOfALine } from '#shared/features/procurement/requisition.ts';
import { CategoryChoice, ModelChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { useModels } from '#renderer/features/assets/use-register-choices.ts';
import { RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import type { RequisitionValues } from './requisition-values.ts';

interface RequisitionLineFieldsProps {
  form: UseFormReturnType<RequisitionValues>;
  index: number;
  currency: string;
  /** Told when the cursor enters the line. */
  entered: () => void;
}

export function RequisitionLineFields({ form, index, currency, entered }: RequisitionLineFieldsProps) {
  const models = useModels();
  const field = (name: keyof RequisitionValues['lines'][number]) => form.getInputProps(`lines.${index}.${name}`);
  return (
    <div
      className={classes['line']}
      role="group"
      aria-label={t('procurement.lineNumber', { number: index + 1 })}
      onFocus={entered}
    >
      <CategoryChoice {...field('categoryId')} />
      <ModelChoice
        {...field('modelId')}
        onChange={(modelId) => {
          form.setFieldValue(`lines.${index}.modelId`, modelId);
          const model = models?.find(({ id }) => String(id) === modelId);
          if (model !== undefined) form.setFieldValue(`lines.${index}.categoryId`, String(model.categoryId));
        }}
      />
      <WholeNumberField
        label={t('procurement.quantity')}
        withAsterisk
        min={1}
        max={mostOfALine}
        {...field('quantity')}
      />
      <TextInput
        label={t('procurement.estimate', { currency })}
        inputMode="decimal"
        className="numbers"
        {...field('estimate')}
      />
      <RemoveRowButton
        label={t('procurement.removeLine', { number: index + 1 })}
        disabled={form.values.lines.length === 1}
        remove={() => form.removeListItem('lines', index)}
      />
      <div className={classes['lineTexts']}>
        <TextInput label={t('procurement.description')} maxLength={200} {...field('description')} />
        <TextInput
          label={t('procurement.mustHaves')}
          placeholder={t('procurement.mustHavesHint')}
          maxLength={500}
          {...field('mustHaves')}
        />
      </div>
    </div>
  );
}
