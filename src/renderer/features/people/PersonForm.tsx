import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Person, PersonDetails } from '#shared/features/people/contract.ts';
import { useDepartmentChoices, usePlaceChoices } from '../assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { useOpened } from '#renderer/ui/use-opened.ts';
import classes from '../assets/assets.module.css';
import { PersonSelect } from './PersonSelect.tsx';

const textFields = ['employeeNumber', 'badgeCode', 'email', 'username', 'phone', 'title', 'notes'] as const;

function valuesOf(person: Person | null) {
  return {
    name: person?.name ?? '',
    employeeNumber: person?.employeeNumber ?? '',
    badgeCode: person?.badgeCode ?? '',
    email: person?.email ?? '',
    username: person?.username ?? '',
    phone: person?.phone ?? '',
    title: person?.title ?? '',
    notes: person?.notes ?? '',
    departmentId: person?.department ? String(person.department.id) : null,
    placeId: person?.place ? String(person.place.id) : null,
    managerId: person?.manager ? String(person.manager.id) : null,
    startsOn: person?.startsOn ?? null,
    endsOn: person?.endsOn ?? null,
  };
}
type Values = ReturnType<typeof valuesOf>;

function detailsOf(values: Values): PersonDetails {
  const texts = Object.fromEntries(textFields.map((name) => [name, values[name].trim() || null])) as Record<
    (typeof textFields)[number],
    string | null
  >;
  const id = (value: string | null) => (value === null ? null : Number(value));
  return {
    ...texts,
    name: values.name.trim(),
    departmentId: id(values.departmentId),
    placeId: id(values.placeId),
    managerId: id(values.managerId),
    startsOn: values.startsOn,
    endsOn: values.endsOn,
  };
}

interface PersonFormProps {
  person: Person | null;
  onClose: () => void;
  onSaved: (id: number) => void;
}

export function PersonForm({ person: given, onClose, onSaved }: PersonFormProps) {
  const person = useOpened(given);
  const form = useForm<Values>({
    initialValues: valuesOf(person),
    validate: { name: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const departments = useDepartmentChoices();
  const places = usePlaceChoices();
  const saving = useMutation({
    mutationFn: async (values: Values) => {
      const details = detailsOf(values);
      if (person === null) return (await client.people.create(details)).id;
      await client.people.update({ ...details, id: person.id, version: person.version });
      return person.id;
    },
    onSuccess: (id) => {
      announce(t('people.saved'));
      onClose();
      onSaved(id);
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error));
      const { code } = failureOf(error);
      if (code === 'EMPLOYEE_NUMBER_TAKEN') form.setFieldError('employeeNumber', sentenceOfError(error));
      if (code === 'BADGE_CODE_TAKEN') form.setFieldError('badgeCode', sentenceOfError(error));
    },
  });
  const searchable = { searchable: true, clearable: true, nothingFoundMessage: t('form.nothingFound') } as const;
  return (
    <FormModal
      title={person === null ? t('people.add') : t('people.editTitle', { name: person.name })}
      size={820}
      submitLabel={person === null ? t('people.add') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <div className={classes['formGrid']}>
        <TextInput label={t('field.personName')} withAsterisk data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('field.employeeNumber')} {...form.getInputProps('employeeNumber')} />
        <ScanField
          label={t('field.badgeCode')}
          {...form.getInputProps('badgeCode')}
          onScan={(code) => form.setFieldValue('badgeCode', code)}
        />
        <TextInput label={t('field.title')} {...form.getInputProps('title')} />
        <Select
          label={t('field.department')}
          data={departments}
          {...searchable}
          {...form.getInputProps('departmentId')}
        />
        <PersonSelect
          label={t('field.manager')}
          value={form.values.managerId}
          chosen={person?.manager ?? null}
          onChange={(id) => form.setFieldValue('managerId', id)}
        />
        <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
        <TextInput label={t('field.phone')} {...form.getInputProps('phone')} />
        <TextInput label={t('field.username')} {...form.getInputProps('username')} />
        <Select label={t('field.place')} data={places} {...searchable} {...form.getInputProps('placeId')} />
        <DayField label={t('field.startsOn')} {...form.getInputProps('startsOn')} />
        <DayField label={t('field.endsOn')} {...form.getInputProps('endsOn')} />
        <Textarea
          label={t('field.notes')}
          className={classes['full'] ?? ''}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps('notes')}
        />
      </div>
    </FormModal>
  );
}
