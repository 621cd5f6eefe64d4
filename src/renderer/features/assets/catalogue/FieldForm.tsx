import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { problemOfField } from '#shared/features/assets/field-rules.ts';
import { fieldDetails } from '#shared/features/assets/fields.ts';
import type { Field, FieldDetails, FieldOwner } from '#shared/features/assets/fields.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { findText, t } from '#renderer/ui/text/t.ts';
import { FieldFormInputs } from './FieldFormInputs.tsx';
import { FieldPreview } from './FieldPreview.tsx';

interface FieldFormProps {
  field: Field | null;
  owner: FieldOwner;
  groups: string[];
  onClose: () => void;
}

const blank: FieldDetails = {
  name: '',
  type: 'text',
  group: '',
  unit: null,
  required: false,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
};

const textOrNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim());

/** What is sent: without empty texts, and without what the type has no use for. */
function tidied(values: FieldDetails): FieldDetails {
  const isSecret = values.type === 'secret';
  return {
    ...values,
    name: values.name.trim(),
    group: values.group.trim(),
    unit: values.type === 'number' || values.type === 'money' ? textOrNull(values.unit) : null,
    unique: !isSecret && values.unique,
    initial: isSecret ? null : textOrNull(values.initial),
    help: textOrNull(values.help),
    pattern: isSecret ? null : textOrNull(values.pattern),
    choices: values.type === 'choice' ? values.choices : [],
  };
}

/** Sentences by path for what can be known before it is sent. */
function problemsOf(details: FieldDetails): Record<string, string> {
  if (details.name === '') return { name: t('issue.required') };
  const parsed = fieldDetails.safeParse(details);
  if (!parsed.success)
    return Object.fromEntries(
      parsed.error.issues.map(({ path, code }) => [
        path.join('.'),
        path[0] === 'pattern' ? t('fields.patternRule') : (findText(`issue.${code}`) ?? t('issue.other')),
      ]),
    );
  const problem = problemOfField(details);
  return problem === null ? {} : { [problem.path]: t(`issue.${problem.code}`) };
}

/** Adds a field or changes one; what a change would do to the values that are there is told before it is saved. */
export function FieldForm({ field, owner, groups, onClose }: FieldFormProps) {
  const form = useForm<FieldDetails>({ initialValues: field === null ? blank : fieldDetails.parse(field) });
  const details = tidied(form.values);
  const [asked] = useDebouncedValue(JSON.stringify(details), 250);
  const saving = useMutation({
    mutationFn: async (next: FieldDetails) =>
      field === null
        ? client.assets.createField({ ...next, owner })
        : client.assets.updateField({ ...next, id: field.id, version: field.version }),
    onSuccess: () => {
      announce(t('fields.saved', { name: details.name }));
      onClose();
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error));
      if (failureOf(error).code === 'NAME_TAKEN') form.setFieldError('name', sentenceOfError(error));
    },
  });
  const submit = () => {
    const problems = problemsOf(details);
    if (Object.keys(problems).length > 0) form.setErrors(problems);
    else saving.mutate(details);
  };
  return (
    <FormModal
      title={field === null ? t('fields.add') : t('fields.edit', { name: field.name })}
      submitLabel={field === null ? t('fields.add') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      size={720}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldFormInputs form={form} groups={groups} isSecret={field === null ? null : field.type === 'secret'} />
      {field === null || Object.keys(problemsOf(details)).length > 0 ? null : (
        <FieldPreview id={field.id} details={JSON.parse(asked) as FieldDetails} before={field} />
      )}
    </FormModal>
  );
}
