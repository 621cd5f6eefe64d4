import { ActionIcon, Checkbox, Select, TagsInput, TextInput, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { phases, proofs } from '#shared/features/configuration/model.ts';
import { nameOf, useRoles } from '#renderer/features/auth/role-name.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { ProfileValues } from './profile-values.ts';
import classes from './configuration.module.css';

interface StepFieldsProps {
  form: UseFormReturnType<ProfileValues>;
  index: number;
}

/** One step of a profile as it is written. */
export function StepFields({ form, index }: StepFieldsProps) {
  const roles = useRoles();
  const step = form.values.steps[index];
  if (step === undefined) return null;
  const last = form.values.steps.length - 1;
  const facts = { number: index + 1 };
  return (
    <div className={classes['step']} role="group" aria-label={t('configuration.stepNumber', facts)}>
      <div className={classes['fields']}>
        <TextInput
          label={t('configuration.stepTitle', facts)}
          maxLength={120}
          withAsterisk
          {...form.getInputProps(`steps.${index}.title`)}
        />
        <Select
          label={t('configuration.phase')}
          allowDeselect={false}
          data={phases.map((value) => ({ value, label: word('stepPhase', value) }))}
          {...form.getInputProps(`steps.${index}.phase`)}
        />
        <Select
          label={t('configuration.proof')}
          allowDeselect={false}
          data={proofs.map((value) => ({ value, label: word('stepProof', value) }))}
          {...form.getInputProps(`steps.${index}.proof`)}
        />
        <Select
          label={t('configuration.doneBy')}
          placeholder={t('configuration.anybody')}
          clearable
          data={roles.map((row) => ({ value: row.role, label: nameOf(row) }))}
          {...form.getInputProps(`steps.${index}.role`)}
        />
        <div className={classes['moves']}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('configuration.moveUp', facts)}
            disabled={index === 0}
            onClick={() => form.reorderListItem('steps', { from: index, to: index - 1 })}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('configuration.moveDown', facts)}
            disabled={index === last}
            onClick={() => form.reorderListItem('steps', { from: index, to: index + 1 })}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('configuration.removeStep', facts)}
            disabled={last === 0}
            onClick={() => form.removeListItem('steps', index)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      </div>
      {step.proof === 'choice' ? (
        <TagsInput
          label={t('configuration.choices')}
          description={t('configuration.choicesHint')}
          maxTags={20}
          {...form.getInputProps(`steps.${index}.choices`)}
        />
      ) : null}
      <Textarea
        label={t('configuration.instruction')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        {...form.getInputProps(`steps.${index}.instruction`)}
      />
      <Checkbox
        label={t('configuration.isMandatory')}
        {...form.getInputProps(`steps.${index}.mandatory`, { type: 'checkbox' })}
      />
    </div>
  );
}
