import { Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contact, Plan, PlanDetails, StepDetails } from '#shared/features/recovery/plan.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import classes from './recovery.module.css';
import { isChosen, SubjectFields } from './SubjectFields.tsx';

interface PlanFormProps {
  plan: Plan | null;
  saved: (id: number) => void;
  onClose: () => void;
}

type Keyed<Row> = Row & { key: number };
let lastKey = 0;
const keyed = <Row,>(row: Row): Keyed<Row> => ({ ...row, key: (lastKey += 1) });
const emptyStep = (): StepDetails => ({ title: '', instructions: '', owner: '', targetMinutes: null });
const emptyContact = (): Contact => ({ name: '', role: '', phone: '', email: '' });
const usual: Omit<PlanDetails, 'steps' | 'contacts'> = {
  name: '',
  assetId: null,
  serviceId: null,
  owner: '',
  rtoMinutes: 240,
  rpoMinutes: 1440,
  drillEveryDays: 365,
  notes: '',
};

/** How something comes back: within what time, by whom, whom to call, step by step. */
export function PlanForm({ plan, saved, onClose }: PlanFormProps) {
  const [details, setDetails] = useState<Omit<PlanDetails, 'steps' | 'contacts'>>(plan?.details ?? usual);
  const [steps, setSteps] = useState(() => (plan?.details.steps ?? [emptyStep()]).map(keyed));
  const [contacts, setContacts] = useState(() => (plan?.details.contacts ?? []).map(keyed));
  const set = (some: Partial<typeof details>) => setDetails((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: () =>
      client.recovery.savePlan({
        id: plan?.id ?? null,
        version: plan?.version ?? null,
        plan: {
          ...details,
          steps: steps.map(({ key: _key, ...step }) => step),
          contacts: contacts.map(({ key: _key, ...contact }) => contact),
        },
      }),
    onSuccess: ({ id }) => {
      onClose();
      saved(id);
    },
  });
  const complete =
    details.name.trim() !== '' &&
    details.owner.trim() !== '' &&
    isChosen(details) &&
    steps.every(({ title }) => title.trim() !== '') &&
    contacts.every(({ name }) => name.trim() !== '');
  return (
    <FormModal
      title={plan === null ? t('recovery.newPlan') : plan.name}
      submitLabel={t('action.save')}
      submitDisabled={!complete}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size={1020}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="end">
        <TextInput
          label={t('field.name')}
          withAsterisk
          data-autofocus
          maxLength={120}
          value={details.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('recovery.owner')}
          withAsterisk
          maxLength={120}
          value={details.owner}
          onChange={(event) => set({ owner: event.currentTarget.value })}
        />
      </Group>
      <SubjectFields value={details} onChange={set} />
      <Group grow align="start">
        <WholeNumberField
          label={t('recovery.rtoLabel')}
          description={t('recovery.rtoHint')}
          min={1}
          max={525_600}
          value={details.rtoMinutes}
          onChange={(value) => set({ rtoMinutes: Number(value) || 1 })}
        />
        <WholeNumberField
          label={t('recovery.rpoLabel')}
          description={t('recovery.rpoHint')}
          min={0}
          max={525_600}
          value={details.rpoMinutes}
          onChange={(value) => set({ rpoMinutes: Number(value) || 0 })}
        />
        <WholeNumberField
          label={t('recovery.drillEveryDays')}
          description={t('recovery.drillEveryDaysHint')}
          min={1}
          max={3660}
          value={details.drillEveryDays ?? ''}
          onChange={(value) => set({ drillEveryDays: value === '' ? null : Number(value) })}
        />
      </Group>
      <Steps steps={steps} onChange={setSteps} />
      <Contacts contacts={contacts} onChange={setContacts} />
      <Textarea
        label={t('recovery.planNotes')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={10_000}
        value={details.notes}
        onChange={(event) => set({ notes: event.currentTarget.value })}
      />
    </FormModal>
  );
}

function changed<Row>(rows: readonly Keyed<Row>[], key: number, some: Partial<Row>): Keyed<Row>[] {
  return rows.map((row) => (row.key === key ? { ...row, ...some } : row));
}

interface StepsProps {
  steps: readonly Keyed<StepDetails>[];
  onChange: (steps: Keyed<StepDetails>[]) => void;
}

function Steps({ steps, onChange }: StepsProps) {
  return (
    <Stack gap={6} role="group" aria-label={t('recovery.steps')}>
      <Text size="sm" fw={500}>
        {t('recovery.steps')}
      </Text>
      <div className={classes['rows']}>
        {steps.map((step, index) => (
          <div key={step.key} className={classes['step']}>
            <TextInput
              label={t('recovery.stepTitle', { number: index + 1 })}
              maxLength={200}
              value={step.title}
              onChange={(event) => onChange(changed(steps, step.key, { title: event.currentTarget.value }))}
            />
            <Textarea
              label={t('recovery.instructions')}
              autosize
              minRows={1}
              maxRows={6}
              maxLength={4000}
              value={step.instructions}
              onChange={(event) => onChange(changed(steps, step.key, { instructions: event.currentTarget.value }))}
            />
            <TextInput
              label={t('recovery.who')}
              placeholder={t('recovery.theOwner')}
              maxLength={120}
              value={step.owner}
              onChange={(event) => onChange(changed(steps, step.key, { owner: event.currentTarget.value }))}
            />
            <WholeNumberField
              label={t('recovery.within')}
              suffix=" min"
              min={1}
              max={100_000}
              value={step.targetMinutes ?? ''}
              onChange={(value) =>
                onChange(changed(steps, step.key, { targetMinutes: value === '' ? null : Math.max(1, Number(value)) }))
              }
            />
            <RemoveRowButton
              label={t('recovery.removeStep', { number: index + 1 })}
              disabled={steps.length === 1}
              remove={() => onChange(steps.filter(({ key }) => key !== step.key))}
            />
          </div>
        ))}
      </div>
      <AddRowButton label={t('recovery.addStep')} add={() => onChange([...steps, keyed(emptyStep())])} />
    </Stack>
  );
}

interface ContactsProps {
  contacts: readonly Keyed<Contact>[];
  onChange: (contacts: Keyed<Contact>[]) => void;
}

const contactFields = ['name', 'role', 'phone', 'email'] as const;

function Contacts({ contacts, onChange }: ContactsProps) {
  return (
    <Stack gap={6} role="group" aria-label={t('recovery.contacts')}>
      <Text size="sm" fw={500}>
        {t('recovery.contacts')}
      </Text>
      <div className={classes['rows']}>
        {contacts.map((contact, index) => (
          <div key={contact.key} className={classes['contact']}>
            {contactFields.map((field) => (
              <TextInput
                key={field}
                label={t(`recovery.contact.${field}`)}
                maxLength={field === 'phone' ? 60 : 120}
                value={contact[field]}
                onChange={(event) => onChange(changed(contacts, contact.key, { [field]: event.currentTarget.value }))}
              />
            ))}
            <RemoveRowButton
              label={t('recovery.removeContact', { number: index + 1 })}
              remove={() => onChange(contacts.filter(({ key }) => key !== contact.key))}
            />
          </div>
        ))}
      </div>
      <AddRowButton label={t('recovery.addContact')} add={() => onChange([...contacts, keyed(emptyContact())])} />
    </Stack>
  );
}
