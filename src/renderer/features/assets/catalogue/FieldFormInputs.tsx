import { Autocomplete, Checkbox, Group, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { roleOfType } from '#shared/features/assets/field-rules.ts';
import { fieldTypes } from '#shared/features/assets/fields.ts';
import type { FieldDetails } from '#shared/features/assets/fields.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../assets.module.css';
import { FieldInput } from '../fields/FieldInput.tsx';

interface FieldFormInputsProps {
  form: UseFormReturnType<FieldDetails>;
  groups: string[];
  /** Null for a new field; a field is a secret, or not, for life. */
  isSecret: boolean | null;
}

export function FieldFormInputs({ form, groups, isSecret }: FieldFormInputsProps) {
  const { values } = form;
  const types = fieldTypes.filter((type) => isSecret === null || (type === 'secret') === isSecret);
  const role = roleOfType(values.type);
  const compared = values.type !== 'secret';
  const textOf = (name: 'unit' | 'help' | 'pattern') => ({ ...form.getInputProps(name), value: values[name] ?? '' });
  return (
    <>
      <div className={classes['formPairs']}>
        <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('fields.type')}
          allowDeselect={false}
          data={types.map((value) => ({ value, label: word('fieldType', value) }))}
          {...form.getInputProps('type')}
          onChange={(value) => {
            const type = fieldTypes.find((each) => each === value) ?? 'text';
            form.setValues({ type, role: null, initial: null });
          }}
        />
        <Autocomplete
          label={t('fields.group')}
          description={t('fields.groupHint')}
          data={groups.filter((group) => group !== '')}
          {...form.getInputProps('group')}
        />
        <Textarea
          label={t('fields.help')}
          description={t('fields.helpHint')}
          autosize
          minRows={1}
          maxRows={3}
          {...textOf('help')}
        />
        {values.type === 'number' || values.type === 'money' ? (
          <TextInput
            label={t(values.type === 'money' ? 'setup.currency' : 'fields.unit')}
            description={t(values.type === 'money' ? 'fields.currencyHint' : 'fields.unitHint')}
            {...textOf('unit')}
          />
        ) : null}
        {values.type === 'choice' ? (
          <TagsInput
            label={t('fields.choices')}
            description={t('fields.choicesHint')}
            {...form.getInputProps('choices')}
          />
        ) : null}
        {compared ? (
          <TextInput label={t('fields.patternLabel')} description={t('fields.patternHint')} {...textOf('pattern')} />
        ) : null}
        {compared ? (
          <FieldInput
            field={{
              ...values,
              name: t('fields.initial'),
              help: null,
              unit: values.type === 'number' || values.type === 'money' ? values.unit : null,
              required: false,
              unique: false,
              pattern: null,
            }}
            text={values.initial}
            stored={null}
            touched={false}
            error={form.errors['initial']}
            currency={values.unit ?? ''}
            change={(text) => form.setFieldValue('initial', text ?? null)}
          />
        ) : null}
      </div>
      <Group gap="xl">
        <Checkbox label={t('fields.required')} {...form.getInputProps('required', { type: 'checkbox' })} />
        {compared ? (
          <Checkbox label={t('fields.uniqueLabel')} {...form.getInputProps('unique', { type: 'checkbox' })} />
        ) : null}
        {role === null ? null : (
          <Checkbox
            label={word('fieldRole', role)}
            checked={values.role === role}
            onChange={(event) => form.setFieldValue('role', event.currentTarget.checked ? role : null)}
          />
        )}
      </Group>
    </>
  );
}
