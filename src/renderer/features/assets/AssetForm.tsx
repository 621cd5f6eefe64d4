import { Loader } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addMonths } from '#shared/primitives/days.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import type { FailureData } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { useOpened } from '#renderer/ui/use-opened.ts';
import { checks, detailsOf } from './asset-form-checks.ts';
import { valuesOf } from './asset-form-values.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import { AssetFormFields } from './AssetFormFields.tsx';
import { mergeChanges, withTheirs } from './edit-conflict.ts';
import type { Conflict } from './edit-conflict.ts';
import { EditConflict } from './EditConflict.tsx';
import { problemsOfFields, refusedField } from './fields/field-problems.ts';
import { FieldInputs } from './fields/FieldInputs.tsx';
import { useFieldsOfCategory } from './fields/use-fields.ts';
import { takeModelInto } from './take-model.ts';
import { useModels } from './use-register-choices.ts';

interface AssetFormProps {
  asset: Asset | null;
  tag?: string | undefined;
  serial?: string | undefined;
  onClose: () => void;
  onSaved: (id: number) => void;
}

function factOf({ facts }: FailureData, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
}

async function save(asset: Asset | null, values: AssetFormValues): Promise<{ id: number; tag: string }> {
  const details = detailsOf(values);
  if (asset === null) {
    const tag = values.tag.trim() === '' ? null : values.tag.trim();
    const placeId = values.placeId === null ? null : Number(values.placeId);
    return client.assets.create({ ...details, tag, placeId, fields: values.fields });
  }
  await client.assets.update({ ...details, fields: values.fields, id: asset.id, version: asset.version });
  return asset;
}

function Form({ asset: given, tag, serial, currency, onClose, onSaved }: AssetFormProps & { currency: string }) {
  const models = useModels();
  const opened = useOpened(given);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  // After a conflict the form goes on from what is there now.
  const asset = conflict?.fresh ?? opened;
  const form = useForm<AssetFormValues>({
    initialValues: valuesOf(opened, currency, tag, serial),
    validate: checks,
  });
  const { categoryId } = form.values;
  const fields = useFieldsOfCategory(categoryId === null ? null : Number(categoryId));
  const saving = useMutation({
    mutationFn: (values: AssetFormValues) => save(asset, values),
    onSuccess: (saved) => {
      announce(t(asset === null ? 'assets.registered' : 'assets.saved', { tag: saved.tag }));
      onClose();
      onSaved(saved.id);
    },
    onError: async (error) => {
      const failure = failureOf(error);
      if (asset !== null && failure.code === 'CHANGED_MEANWHILE') {
        const fresh = await client.assets.get({ id: asset.id });
        const { values, clashes } = mergeChanges(asset, fresh, form.getValues());
        form.setValues(values);
        setConflict({ fresh, clashes, by: factOf(failure, 'by'), at: factOf(failure, 'at') });
        return;
      }
      form.setErrors({ ...fieldProblems(error), ...refusedField(error, fields) });
      if (failure.code === 'TAG_TAKEN') form.setFieldError('tag', sentenceOfError(error));
      if (failure.code === 'SERIAL_TAKEN') form.setFieldError('serial', sentenceOfError(error));
    },
  });
  const submit = () => {
    const problems = { ...form.validate().errors, ...problemsOfFields(fields, form.getValues().fields, asset) };
    if (Object.keys(problems).length > 0) form.setErrors(problems);
    else saving.mutate(form.getValues());
  };
  const takeModel = (modelId: string | null) => {
    takeModelInto(form, models, modelId);
  };
  const takePurchase = (day: string | null) => {
    form.setFieldValue('purchasedOn', day);
    const { modelId, warrantyUntil } = form.getValues();
    const months = models?.find(({ id }) => String(id) === modelId)?.warrantyMonths ?? null;
    if (day !== null && months !== null && warrantyUntil === null)
      form.setFieldValue('warrantyUntil', addMonths(day, months));
  };
  const isConflict = saving.error !== null && failureOf(saving.error).code === 'CHANGED_MEANWHILE';
  const sentence = saving.error === null || isConflict ? null : sentenceOfError(saving.error);
  return (
    <FormModal
      title={asset === null ? t('assets.registerTitle') : t('assets.editTitle', { tag: asset.tag })}
      size={900}
      submitLabel={asset === null ? t('assets.register') : t('action.save')}
      busy={saving.isPending}
      failure={sentence}
      onSubmit={submit}
      onClose={onClose}
    >
      {conflict === null ? null : (
        <EditConflict
          conflict={conflict}
          take={({ key }) => {
            form.setValues(withTheirs(form.getValues(), conflict.fresh, key));
            setConflict({ ...conflict, clashes: conflict.clashes.filter((clash) => clash.key !== key) });
          }}
        />
      )}
      <AssetFormFields form={form} asset={asset} takeModel={takeModel} takePurchase={takePurchase} />
      <FieldInputs
        fields={fields}
        asset={asset}
        texts={form.values.fields}
        errors={form.errors}
        currency={currency}
        change={(texts, path) => {
          form.setFieldValue('fields', texts);
          form.clearFieldError(path);
        }}
      />
    </FormModal>
  );
}

/** Registers an asset or changes what is known of one; everything on one screen. */
export function AssetForm(props: AssetFormProps) {
  const settings = useQuery(rpc.setup.getSettings.queryOptions());
  if (settings.data === undefined) return <Loader size="sm" />;
  return <Form {...props} currency={settings.data.organisation.currency} />;
}
