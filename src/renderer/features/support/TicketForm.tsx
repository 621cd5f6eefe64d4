import { Group, Select, Text, TextInput, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { channels } from '#shared/features/support/model.ts';
import type { Channel } from '#shared/features/support/model.ts';
import { grades, priorityOf } from '#shared/features/support/priority.ts';
import type { Grade } from '#shared/features/support/priority.ts';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { SimilarTickets } from './SimilarTickets.tsx';

interface TicketFormProps {
  asset: { id: number; tag: string } | null;
  opened: (id: number) => void;
  onClose: () => void;
}

/** Somebody needs help: who, with what, how much it presses; what helped before stands beneath while one types. */
export function TicketForm({ asset, opened, onClose }: TicketFormProps) {
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const [assetId, setAssetId] = useState<string | null>(asset === null ? null : String(asset.id));
  const [personId, setPersonId] = useState<string | null>(null);
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const [channel, setChannel] = useState<Channel>('desk');
  const [impact, setImpact] = useState<Grade>('low');
  const [urgency, setUrgency] = useState<Grade>('medium');
  const [asked] = useDebouncedValue(title.trim(), 250);
  const categories = useQuery(rpc.support.listCategories.queryOptions()).data ?? [];
  const open = useMutation({
    mutationFn: () =>
      client.support.open({
        title: title.trim(),
        description,
        channel,
        impact,
        urgency,
        categoryId: categoryId === null ? null : Number(categoryId),
        assetId: assetId === null ? null : Number(assetId),
        personId: personId === null ? null : Number(personId),
        placeId: null,
        assigneeId: null,
      }),
    onSuccess: ({ id }) => {
      onClose();
      opened(id);
    },
  });
  return (
    <FormModal
      title={asset === null ? t('support.newTicket') : t('support.newTicketFor', { tag: asset.tag })}
      submitLabel={t('support.openTicket')}
      submitDisabled={title.trim() === '' || (assetId === null && personId === null)}
      busy={open.isPending}
      failure={open.error === null ? null : sentenceOfError(open.error)}
      size="lg"
      onSubmit={() => open.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('support.title')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SimilarTickets text={asked} exceptId={null} />
      <Textarea
        label={t('support.description')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Group grow align="end">
        <AssetSelect label={t('entity.asset')} value={assetId} onChange={setAssetId} except={0} />
        <PersonSelect label={t('entity.person')} value={personId} onChange={setPersonId} />
      </Group>
      <Group grow align="end">
        <SearchableSelect
          label={t('support.category')}
          data={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={categoryId}
          onChange={setCategoryId}
        />
        <Select
          label={t('support.channel')}
          allowDeselect={false}
          data={channels.map((value) => ({ value, label: word('ticketChannel', value) }))}
          value={channel}
          onChange={(value) => setChannel(channels.find((each) => each === value) ?? 'desk')}
        />
      </Group>
      <Group grow align="end">
        <GradeSelect label={t('support.impact')} family="ticketImpact" value={impact} onChange={setImpact} />
        <GradeSelect label={t('support.urgency')} family="ticketUrgency" value={urgency} onChange={setUrgency} />
      </Group>
      <Text size="sm" role="status">
        {t('support.makesPriority', { priority: word('ticketPriority', priorityOf(impact, urgency)) })}
      </Text>
    </FormModal>
  );
}

interface GradeSelectProps {
  label: string;
  family: 'ticketImpact' | 'ticketUrgency';
  value: Grade;
  onChange: (grade: Grade) => void;
}

export function GradeSelect({ label, family, value, onChange }: GradeSelectProps) {
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={grades.map((grade) => ({ value: grade, label: word(family, grade) }))}
      value={value}
      onChange={(next) => onChange(grades.find((grade) => grade === next) ?? value)}
    />
  );
}
