import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { isShared } from '#shared/features/assets/fields.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { remember, remembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import { checks, detailsOf } from '../asset-form-checks.ts';
import { valuesOf } from '../asset-form-values.ts';
import type { AssetFormValues } from '../asset-form-values.ts';
import classes from '../assets.module.css';
import { DepreciationFields } from '../depreciation/DepreciationFields.tsx';
import {
  CategoryChoice,
  ConditionChoice,
  DepartmentChoice,
  ManufacturerChoice,
  ModelChoice,
  PlaceChoice,
  SupplierChoice,
} from '../RegisterChoices.tsx';
import { problemsOfFields, refusedField } from '../fields/field-problems.ts';
import { FieldInputs } from '../fields/FieldInputs.tsx';
import { useFieldsOfCategory } from '../fields/use-fields.ts';
import { takeModelInto } from '../take-model.ts';
import { useModels } from '../use-register-choices.ts';

const rememberedAs = 'entryTemplate';

function lastTemplate(currency: string): AssetFormValues {
  const empty = valuesOf(null, currency);
  try {
    const last: unknown = JSON.parse(remembered(rememberedAs) ?? '{}');
    return typeof last === 'object' ? { ...empty, ...last, tag: '', serial: '' } : empty;
  } catch {
    return empty;
  }
}

/** What fifty units have in common; begins with what the last entry was about. */
export function EntryTemplateForm({ currency, started }: { currency: string; started: () => void }) {
  const models = useModels();
  const may = useMay();
  const blocks = useQuery(rpc.assets.listTagBlocks.queryOptions()).data ?? [];
  const free = blocks.filter(({ total, used, released }) => used + released < total);
  const form = useForm<AssetFormValues & { blockId: string | null }>({
    initialValues: { ...lastTemplate(currency), blockId: null },
    validate: checks,
  });
  const { categoryId } = form.values;
  const fields = useFieldsOfCategory(categoryId === null ? null : Number(categoryId)).filter((each) => isShared(each));
  const start = useMutation({
    mutationFn: ({ blockId, ...values }: AssetFormValues & { blockId: string | null }) => {
      const { serial: _serial, ...details } = detailsOf(values);
      const placeId = values.placeId === null ? null : Number(values.placeId);
      return client.assets.startEntry({
        template: { ...details, placeId, fields: values.fields },
        blockId: blockId === null ? null : Number(blockId),
      });
    },
    onSuccess: (_entry, { blockId: _block, ...values }) => {
      remember(rememberedAs, JSON.stringify(values));
      started();
    },
    onError: (error) => form.setErrors({ ...fieldProblems(error), ...refusedField(error, fields) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problems = { ...form.validate().errors, ...problemsOfFields(fields, form.getValues().fields, null) };
    if (Object.keys(problems).length > 0) form.setErrors(problems);
    else start.mutate(form.getValues());
  };
  return (
    <Panel title={t('entry.template')}>
      <form
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => {
          if (!event.ctrlKey || event.key !== 'Enter') return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
      >
        <Stack gap="sm">
          <div className={classes['formGrid']}>
            <ModelChoice
              selectFirstOptionOnChange
              data-autofocus
              autoFocus
              {...form.getInputProps('modelId')}
              onChange={(modelId) => takeModelInto(form, models, modelId)}
            />
            <CategoryChoice selectFirstOptionOnChange {...form.getInputProps('categoryId')} />
            <ManufacturerChoice selectFirstOptionOnChange {...form.getInputProps('manufacturerId')} />
            <PlaceChoice selectFirstOptionOnChange {...form.getInputProps('placeId')} />
            <ConditionChoice {...form.getInputProps('condition')} />
            <DepartmentChoice selectFirstOptionOnChange {...form.getInputProps('departmentId')} />
            <TextInput label={t('field.orderNumber')} {...form.getInputProps('orderNumber')} />
            <SupplierChoice selectFirstOptionOnChange {...form.getInputProps('supplierId')} />
            <TextInput
              label={`${t('field.cost')} (${form.values.currency})`}
              inputMode="decimal"
              className="numbers"
              {...form.getInputProps('cost')}
            />
            <DayField label={t('field.purchasedOn')} {...form.getInputProps('purchasedOn')} />
            <DayField label={t('field.warrantyUntil')} {...form.getInputProps('warrantyUntil')} />
            <Select
              label={t('entry.roll')}
              placeholder={t('entry.rollNone')}
              clearable
              data={free.map(({ id, first, last, note }) => ({
                value: String(id),
                label: `${first} – ${last}${note === '' ? '' : ` · ${note}`}`,
              }))}
              {...form.getInputProps('blockId')}
            />
            {may('asset.cost.view') ? <DepreciationFields form={form} currency={form.values.currency} /> : null}
          </div>
          <FieldInputs
            fields={fields}
            asset={null}
            texts={form.values.fields}
            errors={form.errors}
            currency={currency}
            change={(texts, path) => {
              form.setFieldValue('fields', texts);
              form.clearFieldError(path);
            }}
          />
          {start.error === null ? null : <FailureAlert sentence={sentenceOfError(start.error)} />}
          <Group>
            <Button type="submit" loading={start.isPending}>
              {t('entry.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
