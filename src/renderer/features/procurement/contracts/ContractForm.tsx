import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contractKinds, contractPeriods } from '#shared/features/procurement/supply-contract.ts';
import type { SupplyContract } from '#shared/features/procurement/supply-contract.ts';
import { mostOfALine } from '#shared/features/procurement/requisition.ts';
import { SupplierChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { currencyChoices } from '#renderer/ui/text/currencies.ts';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { attachFiles, FilesField } from '../papers/FilesField.tsx';
import { checks, detailsOf, emptyLine, valuesOf } from './contract-values.ts';
import type { ContractLineValues, ContractStart, ContractValues } from './contract-values.ts';

interface ContractFormProps {
  /** Null writes a new one. */
  contract: SupplyContract | null;
  start?: ContractStart;
  onClose: () => void;
  /** Told the identifier of a new one. */
  created?: (id: number) => void;
}

const noStart: ContractStart = { supplierId: null, orderId: null };

/** The form waits for the organisation's currency, which new contracts begin with. */
export function ContractForm(props: ContractFormProps) {
  const settings = useQuery(rpc.setup.getSettings.queryOptions());
  const currency = settings.data?.organisation.currency;
  return currency === undefined ? null : <KnownForm {...props} currency={currency} />;
}

function KnownForm({
  contract: shown,
  start = noStart,
  onClose,
  created,
  currency,
}: ContractFormProps & { currency: string }) {
  // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
  const [contract] = useState(shown);
  const [files, setFiles] = useState<File[]>([]);
  const form = useForm<ContractValues>({ initialValues: valuesOf(contract, start, currency), validate: checks });
  const orderId = contract === null ? start.orderId : (contract.order?.id ?? null);
  const saving = useMutation({
    mutationFn: async (values: ContractValues) => {
      const details = detailsOf(values, orderId);
      if (contract !== null) {
        await client.procurement.changeContract({ ...details, id: contract.id, version: contract.version });
        return;
      }
      const { id, number } = await client.procurement.createContract(details);
      await attachFiles({ kind: 'contract', id }, files);
      announce(t('procurement.contractCreated', { number }));
      created?.(id);
    },
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={contract === null ? t('procurement.newContract') : contract.number}
      size={940}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <Facts form={form} />
      {form.values.lines.map(({ key }, index) => (
        <LineFields key={key} form={form} index={index} />
      ))}
      <AddRowButton label={t('procurement.addLine')} add={() => form.insertListItem('lines', emptyLine())} />
      {contract === null ? <FilesField files={files} change={setFiles} /> : null}
    </FormModal>
  );
}

function Facts({ form }: { form: UseFormReturnType<ContractValues> }) {
  return (
    <div className={classes['formGrid']}>
      <TextInput
        className={classes['wide'] ?? ''}
        label={t('procurement.contractTitle')}
        withAsterisk
        data-autofocus
        maxLength={200}
        {...form.getInputProps('title')}
      />
      <Select
        label={t('procurement.contractKind')}
        allowDeselect={false}
        data={contractKinds.map((value) => ({ value, label: word('contractKind', value) }))}
        {...form.getInputProps('kind')}
      />
      <SupplierChoice withAsterisk {...form.getInputProps('supplierId')} />
      <TextInput label={t('procurement.reference')} maxLength={80} {...form.getInputProps('reference')} />
      <SearchableSelect
        label={t('procurement.currency')}
        data={currencyChoices()}
        allowDeselect={false}
        clearable={false}
        {...form.getInputProps('currency')}
      />
      <DayField label={t('procurement.startsOn')} withAsterisk {...form.getInputProps('startsOn')} />
      <DayField
        label={t('procurement.contractEnds')}
        description={t('procurement.contractEndsHint')}
        {...form.getInputProps('endsOn')}
      />
      <NumberInput
        label={t('procurement.noticeDays')}
        description={t('procurement.noticeDaysHint')}
        min={0}
        max={3650}
        allowDecimal={false}
        clampBehavior="none"
        {...form.getInputProps('noticeDays')}
      />
      <Checkbox
        label={t('procurement.autoRenew')}
        disabled={form.values.endsOn === null}
        {...form.getInputProps('autoRenew', { type: 'checkbox' })}
      />
      <Textarea
        className={classes['full'] ?? ''}
        label={t('procurement.terms')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        {...form.getInputProps('terms')}
      />
    </div>
  );
}

function LineFields({ form, index }: { form: UseFormReturnType<ContractValues>; index: number }) {
  const field = (name: keyof ContractLineValues) => form.getInputProps(`lines.${index}.${name}`);
  return (
    <div
      className={classes['contractLine']}
      role="group"
      aria-label={t('procurement.lineNumber', { number: index + 1 })}
    >
      <TextInput label={t('procurement.description')} withAsterisk maxLength={200} {...field('description')} />
      <WholeNumberField label={t('procurement.quantity')} min={1} max={mostOfALine} {...field('quantity')} />
      <TextInput
        label={t('procurement.unitPriceIn', { currency: form.values.currency })}
        inputMode="decimal"
        className="numbers"
        {...field('price')}
      />
      <Select
        label={t('procurement.due')}
        allowDeselect={false}
        data={contractPeriods.map((value) => ({ value, label: word('contractPeriod', value) }))}
        {...field('period')}
      />
      <RemoveRowButton
        label={t('procurement.removeLine', { number: index + 1 })}
        remove={() => form.removeListItem('lines', index)}
      />
    </div>
  );
}
