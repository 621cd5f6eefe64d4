import { Checkbox, Fieldset, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Quote } from '#shared/features/procurement/quote.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { SupplierChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { currencyChoices } from '#renderer/ui/text/currencies.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { attachFiles, FilesField } from '../papers/FilesField.tsx';
import { checksOf, detailsOf, valuesOf } from './quote-values.ts';
import type { QuoteValues } from './quote-values.ts';

interface QuoteFormProps {
  requisition: Requisition;
  /** Null records a new one. */
  quote: Quote | null;
  /** The organisation's. */
  currency: string;
  onClose: () => void;
}

interface PartProps {
  form: UseFormReturnType<QuoteValues>;
  requisition: Requisition;
  currency: string;
}

/** A supplier's offer: terms, a price for each line, and how it is rated. */
export function QuoteForm({ requisition, quote, currency, onClose }: QuoteFormProps) {
  const [files, setFiles] = useState<File[]>([]);
  const form = useForm<QuoteValues>({
    initialValues: valuesOf(quote, requisition, currency),
    validate: checksOf(currency),
  });
  const saving = useMutation({
    mutationFn: async (values: QuoteValues) => {
      const details = detailsOf(values, currency);
      if (quote === null) {
        const { id } = await client.procurement.addQuote({ ...details, requisitionId: requisition.id });
        await attachFiles({ kind: 'quote', id }, files);
      } else await client.procurement.changeQuote({ ...details, id: quote.id, version: quote.version });
    },
    onSuccess: () => {
      announce(t('procurement.quoteSaved'));
      onClose();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const part = { form, requisition, currency };
  return (
    <FormModal
      title={quote === null ? t('procurement.addQuote') : quote.supplier.name}
      size={900}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <Terms {...part} />
      <Prices {...part} />
      <Ratings {...part} />
      <RunningCosts {...part} />
      {quote === null ? <FilesField files={files} change={setFiles} /> : null}
    </FormModal>
  );
}

function Terms({ form, currency }: PartProps) {
  const foreign = form.values.currency !== currency;
  return (
    <div className={classes['formGrid']}>
      <SupplierChoice withAsterisk data-autofocus {...form.getInputProps('supplierId')} />
      <TextInput label={t('procurement.reference')} maxLength={80} {...form.getInputProps('reference')} />
      <DayField label={t('procurement.receivedOn')} {...form.getInputProps('receivedOn')} />
      <SearchableSelect
        label={t('procurement.currency')}
        data={currencyChoices()}
        allowDeselect={false}
        clearable={false}
        {...form.getInputProps('currency')}
      />
      <TextInput
        label={t('procurement.rate', { from: form.values.currency, to: currency })}
        inputMode="decimal"
        disabled={!foreign}
        {...form.getInputProps('rate')}
      />
      <DayField label={t('procurement.validUntil')} {...form.getInputProps('validUntil')} />
      <NumberInput
        label={t('procurement.deliveryDays')}
        min={0}
        allowDecimal={false}
        {...form.getInputProps('deliveryDays')}
      />
      <NumberInput
        label={t('procurement.warrantyMonths')}
        min={0}
        allowDecimal={false}
        {...form.getInputProps('warrantyMonths')}
      />
      <TextInput label={t('procurement.supportTerms')} maxLength={500} {...form.getInputProps('supportTerms')} />
      <Textarea
        className={classes['full'] ?? ''}
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={4}
        {...form.getInputProps('notes')}
      />
    </div>
  );
}

function Prices({ form, requisition }: PartProps) {
  return (
    <Fieldset legend={t('procurement.prices')} p="sm">
      <div className={classes['formGrid']}>
        {requisition.lines.map((line, index) => (
          <TextInput
            key={line.id}
            label={`${line.quantity} × ${line.model?.name ?? line.category.name}`}
            description={t('procurement.aUnit', { currency: form.values.currency })}
            withAsterisk
            inputMode="decimal"
            className="numbers"
            {...form.getInputProps(`prices.${index}.price`)}
          />
        ))}
      </div>
    </Fieldset>
  );
}

function Ratings({ form, requisition }: PartProps) {
  const rated = { min: 0, max: 10, allowDecimal: false } as const;
  return (
    <Fieldset legend={t('procurement.ratings')} p="sm">
      <div className={classes['formGrid']}>
        <NumberInput label={t('scoreFactor.quality')} {...rated} {...form.getInputProps('quality')} />
        <NumberInput label={t('scoreFactor.reliability')} {...rated} {...form.getInputProps('reliability')} />
        <NumberInput label={t('scoreFactor.support')} {...rated} {...form.getInputProps('support')} />
        {requisition.criteria.map(({ id, kind, text, target }, index) => {
          const label = target === '' ? text : `${text}: ${target}`;
          const name = `answers.${index}.value`;
          if (kind === 'weighted')
            return <NumberInput key={id} label={label} {...rated} {...form.getInputProps(name)} />;
          return (
            <Checkbox
              key={id}
              mt={28}
              label={t('procurement.meets', { what: label })}
              checked={form.values.answers[index]?.value === 10}
              onChange={(event) => form.setFieldValue(name, event.currentTarget.checked ? 10 : 0)}
            />
          );
        })}
      </div>
    </Fieldset>
  );
}

function RunningCosts({ form, currency }: PartProps) {
  const amount = { inputMode: 'decimal', className: 'numbers' } as const;
  return (
    <Fieldset legend={t('procurement.running', { currency })} p="sm">
      <div className={classes['fourths']}>
        <TextInput label={t('procurement.energy')} {...amount} {...form.getInputProps('energy')} />
        <TextInput label={t('procurement.supportCost')} {...amount} {...form.getInputProps('supportCost')} />
        <TextInput label={t('procurement.licences')} {...amount} {...form.getInputProps('licences')} />
        <TextInput label={t('procurement.disposal')} {...amount} {...form.getInputProps('disposal')} />
      </div>
    </Fieldset>
  );
}
