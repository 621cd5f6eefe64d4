import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { inTreeOrder, mayStandUnder } from '#shared/features/assets/category-tree.ts';
import type { Category, Family } from '#shared/features/assets/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { useOpened } from '#renderer/ui/use-opened.ts';

interface CategoryFormProps {
  category: Category | null;
  family: Family;
  /** The category that a new one stands in. */
  parent: Category | null;
  categories: readonly Category[];
  onClose: () => void;
  onSaved: (id: number) => void;
}

const codeOf = (name: string) =>
  name
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 3)
    .toUpperCase();

/** Adds a category, renames it, or puts it under another one of its family. */
export function CategoryForm(props: CategoryFormProps) {
  const { family, parent, categories, onClose, onSaved } = props;
  const category = useOpened(props.category);
  const parentId = category === null ? parent?.id : category.parentId;
  const form = useForm({
    initialValues: {
      name: category?.name ?? '',
      code: category?.code ?? '',
      parentId: parentId === null || parentId === undefined ? null : String(parentId),
      holdsData: category?.holdsData ?? parent?.holdsData ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      code: (value) => (/^[A-Za-z0-9]{1,4}$/.test(value.trim()) ? null : t('categories.codeRule')),
    },
  });
  const own = categories.filter((each) => each.family === family);
  const parents = inTreeOrder(own).filter(
    ({ node }) => mayStandUnder(own, { id: category?.id ?? null, family }, node.id).allowed,
  );
  const saving = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const details = {
        name: values.name.trim(),
        code: values.code.trim().toUpperCase(),
        parentId: values.parentId === null ? null : Number(values.parentId),
        holdsData: values.holdsData,
      };
      if (category === null) return (await client.assets.createCategory({ ...details, family })).id;
      await client.assets.updateCategory({ ...details, id: category.id, version: category.version });
      return category.id;
    },
    onSuccess: (id) => {
      announce(t('categories.saved'));
      onClose();
      onSaved(id);
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error));
      const { code } = failureOf(error);
      if (code === 'NAME_TAKEN' || code === 'NAME_OF_ARCHIVED') form.setFieldError('name', sentenceOfError(error));
    },
  });
  return (
    <FormModal
      title={category === null ? t('categories.add') : t('categories.editTitle', { name: category.name })}
      submitLabel={category === null ? t('categories.add') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        withAsterisk
        data-autofocus
        {...form.getInputProps('name')}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const follows = category === null && form.getValues().code === codeOf(form.getValues().name);
          form.setFieldValue('name', value);
          if (follows) form.setFieldValue('code', codeOf(value));
        }}
      />
      <TextInput
        label={t('field.code')}
        description={t('categories.codeHint')}
        withAsterisk
        w={180}
        {...form.getInputProps('code')}
      />
      <SearchableSelect
        label={t('field.partOf')}
        placeholder={t('categories.top')}
        data={parents.map(({ node, depth }) => ({
          value: String(node.id),
          label: `${'– '.repeat(depth)}${node.name}`,
        }))}
        {...form.getInputProps('parentId')}
      />
      <Switch
        label={t('categories.holdsData')}
        description={t('categories.holdsDataHint')}
        {...form.getInputProps('holdsData', { type: 'checkbox' })}
      />
    </FormModal>
  );
}
