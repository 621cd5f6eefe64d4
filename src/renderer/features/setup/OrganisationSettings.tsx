import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Organisation } from '#shared/features/setup/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { currencyChoices } from '#renderer/ui/text/currencies.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';

export function OrganisationSettings({ organisation }: { organisation: Organisation }) {
  const form = useForm<Organisation>({
    initialValues: organisation,
    validate: { name: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const save = useMutation({
    mutationFn: (values: Organisation) => client.setup.updateOrganisation(values),
    onSuccess: () => {
      form.resetDirty();
      announce(t('setup.saved'));
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <SettingsForm
      title={t('setup.organisation')}
      changed={form.isDirty()}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => form.onSubmit((values) => save.mutate(values))()}
    >
      <TextInput label={t('setup.organisationName')} {...form.getInputProps('name')} />
      <Select
        label={t('setup.currency')}
        description={t('setup.currencyHint')}
        data={currencyChoices()}
        searchable
        allowDeselect={false}
        {...form.getInputProps('currency')}
      />
      <TextInput label={t('setup.contact')} description={t('setup.contactHint')} {...form.getInputProps('contact')} />
    </SettingsForm>
  );
}
