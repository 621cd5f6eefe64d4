import { Loader } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { addMonths } from '#shared/primitives/days.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { checks, detailsOf, valuesOf } from './asset-form-values.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import { AssetFormFields } from './AssetFormFields.tsx';
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

function Form({ asset, tag, serial, currency, onClose, onSaved }: AssetFormProps & { currency: string }) {
  const models = useModels();
  const form = useForm<AssetFormValues>({
    initialValues: valuesOf(asset, currency, tag, serial),
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
    onError: (error) => {
      form.setErrors({ ...fieldProblems(error), ...refusedField(error, fields) });
      const { code } = failureOf(error);
      if (code === 'TAG_TAKEN') form.setFieldError('tag', sentenceOfError(error));
      if (code === 'SERIAL_TAKEN') form.setFieldError('serial', sentenceOfError(error));
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
  return (
    <FormModal
      title={asset === null ? t('assets.registerTitle') : t('assets.editTitle', { tag: asset.tag })}
      size={900}
      submitLabel={asset === null ? t('assets.register') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={submit}
      onClose={onClose}
    >
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
