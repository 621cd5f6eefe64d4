import { NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { mostAtOnce, supplyKinds } from '#shared/features/supplies/model.ts';
import type { Article } from '#shared/features/supplies/model.ts';
import { useSupplierChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { useOpened } from '#renderer/ui/use-opened.ts';
import classes from './supplies.module.css';

interface ArticleFormProps {
  article: Article | null;
  onClose: () => void;
  onSaved: (id: number) => void;
}

const required = (value: string) => (value.trim() === '' ? t('issue.required') : null);
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export function ArticleForm({ article: given, onClose, onSaved }: ArticleFormProps) {
  const article = useOpened(given);
  const suppliers = useSupplierChoices();
  const form = useForm({
    initialValues: {
      kind: article?.kind ?? supplyKinds[0],
      name: article?.name ?? '',
      unit: article?.unit ?? t('supplies.piece'),
      code: article?.code ?? '',
      reorderLevel: (article?.reorderLevel ?? '') as number | string,
      reorderQuantity: (article?.reorderQuantity ?? 1) as number | string,
      supplierId: article?.supplier === null || article === null ? null : String(article.supplier.id),
      supplierArticle: article?.supplierArticle ?? '',
      notes: article?.notes ?? '',
    },
    validate: {
      name: required,
      unit: required,
      reorderQuantity: (value) => (Number.isInteger(value) && Number(value) > 0 ? null : t('supplies.wholeNumber')),
    },
  });
  const saving = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const details = {
        kind: values.kind,
        name: values.name.trim(),
        unit: values.unit.trim(),
        code: orNull(values.code),
        reorderLevel: values.reorderLevel === '' ? null : Number(values.reorderLevel),
        reorderQuantity: Number(values.reorderQuantity),
        supplierId: values.supplierId === null ? null : Number(values.supplierId),
        supplierArticle: orNull(values.supplierArticle),
        notes: orNull(values.notes),
      };
      if (article === null) return client.supplies.create(details);
      await client.supplies.update({ ...details, id: article.id, version: article.version });
      return { id: article.id };
    },
    onSuccess: ({ id }) => {
      onClose();
      onSaved(id);
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={article === null ? t('supplies.add') : t('supplies.editTitle', { name: article.name })}
      submitLabel={article === null ? t('supplies.add') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      size="lg"
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('field.kind')}
        data={supplyKinds.map((value) => ({ value, label: word('supplyKind', value) }))}
        {...form.getInputProps('kind')}
      />
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <div className={classes['pair']}>
        <TextInput
          label={t('field.unit')}
          description={t('supplies.unitHint')}
          withAsterisk
          {...form.getInputProps('unit')}
        />
        <ScanField
          label={t('supplies.barcode')}
          description={t('supplies.barcodeHint')}
          onScan={(code) => form.setFieldValue('code', code)}
          {...form.getInputProps('code')}
        />
        <NumberInput
          label={t('field.reorderLevel')}
          description={t('supplies.levelHint')}
          min={0}
          max={mostAtOnce}
          allowDecimal={false}
          {...form.getInputProps('reorderLevel')}
        />
        <NumberInput
          label={t('field.reorderQuantity')}
          description={t('supplies.lotHint')}
          min={1}
          max={mostAtOnce}
          allowDecimal={false}
          {...form.getInputProps('reorderQuantity')}
        />
        <SearchableSelect label={t('field.supplier')} data={suppliers} {...form.getInputProps('supplierId')} />
        <TextInput label={t('field.supplierArticle')} {...form.getInputProps('supplierArticle')} />
      </div>
      <Textarea label={t('field.notes')} autosize minRows={1} maxRows={4} {...form.getInputProps('notes')} />
    </FormModal>
  );
}
