import { Checkbox, Group, TagsInput, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyDetails, ProtectedItem } from '#shared/features/recovery/model.ts';
import { TechnicianSelect } from '#renderer/features/maintenance/TechnicianSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { isChosen, SubjectFields } from './SubjectFields.tsx';

interface PolicyFormProps {
  item: ProtectedItem | null;
  saved: (id: number) => void;
  onClose: () => void;
}

const usual: PolicyDetails = {
  assetId: null,
  serviceId: null,
  what: '',
  destination: '',
  everyHours: 24,
  keepDays: 30,
  encrypted: true,
  offSite: false,
  testEveryDays: 180,
  responsibleId: null,
  notes: '',
  aliases: [],
};

/** What is backed up, where to, how often, and how long it is kept. */
export function PolicyForm({ item, saved, onClose }: PolicyFormProps) {
  const [policy, setPolicy] = useState<PolicyDetails>(item?.details ?? usual);
  const set = (some: Partial<PolicyDetails>) => setPolicy((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: () => client.recovery.saveItem({ id: item?.id ?? null, version: item?.version ?? null, policy }),
    onSuccess: ({ id }) => {
      onClose();
      saved(id);
    },
  });
  return (
    <FormModal
      title={item === null ? t('recovery.newItem') : item.what}
      submitLabel={t('action.save')}
      submitDisabled={!isChosen(policy) || policy.what.trim() === '' || policy.destination.trim() === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="lg"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <SubjectFields value={policy} onChange={set} />
      <Group grow align="end">
        <TextInput
          label={t('recovery.what')}
          withAsterisk
          maxLength={200}
          value={policy.what}
          onChange={(event) => set({ what: event.currentTarget.value })}
        />
        <TextInput
          label={t('recovery.destination')}
          withAsterisk
          maxLength={200}
          value={policy.destination}
          onChange={(event) => set({ destination: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="end">
        <WholeNumberField
          label={t('recovery.everyHours')}
          min={1}
          max={8784}
          value={policy.everyHours}
          onChange={(value) => set({ everyHours: Number(value) || 1 })}
        />
        <WholeNumberField
          label={t('recovery.keepDays')}
          min={1}
          max={36_525}
          value={policy.keepDays}
          onChange={(value) => set({ keepDays: Number(value) || 1 })}
        />
        <WholeNumberField
          label={t('recovery.testEveryDays')}
          min={1}
          max={3660}
          value={policy.testEveryDays ?? ''}
          onChange={(value) => set({ testEveryDays: value === '' ? null : Number(value) })}
        />
      </Group>
      <Group>
        <Checkbox
          label={t('recovery.encrypted')}
          checked={policy.encrypted}
          onChange={(event) => set({ encrypted: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('recovery.offSite')}
          checked={policy.offSite}
          onChange={(event) => set({ offSite: event.currentTarget.checked })}
        />
      </Group>
      <Group grow align="start">
        <TechnicianSelect
          label={t('recovery.responsible')}
          value={policy.responsibleId}
          onChange={(responsibleId) => set({ responsibleId })}
        />
        <TagsInput
          label={t('recovery.aliases')}
          description={t('recovery.aliasesHint')}
          maxTags={20}
          value={policy.aliases}
          onChange={(aliases) => set({ aliases })}
        />
      </Group>
      <Textarea
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        value={policy.notes}
        onChange={(event) => set({ notes: event.currentTarget.value })}
      />
    </FormModal>
  );
}
