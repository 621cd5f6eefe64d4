import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Profile } from '#shared/features/configuration/model.ts';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { useCategoryChoices, useDepartmentChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { AddRowButton } from '#renderer/ui/RowButtons.tsx';
import { issueOfRequired } from '#renderer/ui/text/issues.ts';
import { t } from '#renderer/ui/text/t.ts';
import { StepFields } from './StepFields.tsx';
import { detailsOf, emptyStep, valuesOf } from './profile-values.ts';
import type { ProfileValues } from './profile-values.ts';
import classes from './configuration.module.css';

/** Writes the draft of the next version, and publishes it. */
export function ProfileEditor({ profile, saved }: { profile: Profile | null; saved: (id: number) => void }) {
  const categories = useCategoryChoices();
  const departments = useDepartmentChoices();
  const form = useForm<ProfileValues>({
    initialValues: valuesOf(profile),
    validate: {
      name: issueOfRequired,
      categoryId: (value, { departmentId }) =>
        value === null && departmentId === null ? t('configuration.whatFor') : null,
      steps: {
        title: issueOfRequired,
        choices: (value, { steps }, path) => {
          const step = steps[Number(path.split('.')[1])];
          return step?.proof === 'choice' && value.length < 2 ? t('configuration.choicesHint') : null;
        },
      },
    },
  });
  const saving = useMutation({
    mutationFn: async ({ values, publish }: { values: ProfileValues; publish: boolean }) => {
      const { id } = await client.configuration.saveProfile({
        id: profile?.id ?? null,
        version: profile?.version ?? 1,
        details: detailsOf(values),
      });
      if (!publish) return { id, number: null };
      const version = profile === null ? 1 : profile.version + 1;
      return { id, number: (await client.configuration.publishProfile({ id, version })).number };
    },
    onSuccess: ({ id, number }) => {
      announce(number === null ? t('configuration.draftKept') : t('configuration.publishedNow', { number }));
      form.resetDirty();
      saved(id);
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const save = (publish: boolean) => form.onSubmit((values) => saving.mutate({ values, publish }))();
  return (
    <Stack gap="md" component="section" aria-label={t('configuration.content')}>
      <div className={classes['facts']}>
        <TextInput label={t('field.name')} withAsterisk maxLength={120} {...form.getInputProps('name')} />
        <SearchableSelect
          label={t('field.category')}
          placeholder={t('configuration.any')}
          data={categories}
          {...form.getInputProps('categoryId')}
        />
        <SearchableSelect
          label={t('field.department')}
          placeholder={t('configuration.any')}
          data={departments}
          {...form.getInputProps('departmentId')}
        />
      </div>
      {form.values.steps.map(({ key }, index) => (
        <StepFields key={key} form={form} index={index} />
      ))}
      <AddRowButton label={t('configuration.addStep')} add={() => form.insertListItem('steps', emptyStep())} />
      {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" loading={saving.isPending} onClick={() => save(false)}>
          {t('configuration.keepDraft')}
        </Button>
        <Button loading={saving.isPending} onClick={() => save(true)}>
          {t('configuration.publish')}
        </Button>
      </Group>
    </Stack>
  );
}
