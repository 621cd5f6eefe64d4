import { Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import type { Campaign, WaveDetails } from '#shared/features/updates/model.ts';
import {
  useCategoryChoices,
  useDepartmentChoices,
  usePlaceChoices,
} from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import classes from './updates.module.css';

interface CampaignFormProps {
  campaign: Campaign | null;
  saved: (id: number) => void;
  onClose: () => void;
}

type Wave = WaveDetails & { key: number };

let lastKey = 0;
const withKey = (wave: WaveDetails): Wave => ({ ...wave, key: (lastKey += 1) });
const text = (id: number | null) => (id === null ? null : String(id));
const numberOf = (value: string | null) => (value === null ? null : Number(value));

const firstWaves = (): WaveDetails[] => [
  {
    name: t('updates.pilot'),
    startsOn: today(),
    dueOn: addDays(today(), 7),
    departmentId: null,
    placeId: null,
    percent: 10,
  },
  {
    name: t('updates.everybody'),
    startsOn: addDays(today(), 8),
    dueOn: addDays(today(), 28),
    departmentId: null,
    placeId: null,
    percent: 100,
  },
];

/** What is to be brought where, and in which order. */
export function CampaignForm({ campaign, saved, onClose }: CampaignFormProps) {
  const before = campaign?.details ?? null;
  const [name, setName] = useState(before?.name ?? '');
  const [productId, setProductId] = useState(text(before?.productId ?? null));
  const [releaseId, setReleaseId] = useState(text(before?.releaseId ?? null));
  const [categoryId, setCategoryId] = useState(text(before?.categoryId ?? null));
  const [departmentId, setDepartmentId] = useState(text(before?.departmentId ?? null));
  const [placeId, setPlaceId] = useState(text(before?.placeId ?? null));
  const [notes, setNotes] = useState(before?.notes ?? '');
  const [waves, setWaves] = useState<Wave[]>(() => (before?.waves ?? firstWaves()).map(withKey));
  const products = useQuery(rpc.updates.listProducts.queryOptions()).data ?? [];
  const releases =
    useQuery({
      ...rpc.updates.listReleases.queryOptions({ input: { productId: numberOf(productId) ?? 0 } }),
      enabled: productId !== null,
    }).data ?? [];
  const choose = (id: string | null) => {
    const product = products.find((each) => String(each.id) === id);
    setProductId(id);
    setReleaseId(text(product?.target?.id ?? null));
    if (name.trim() === '' && product?.target) setName(`${product.name} ${product.target.number}`);
  };
  const save = useMutation({
    mutationFn: () =>
      client.updates.saveCampaign({
        id: campaign?.id ?? null,
        version: campaign?.version ?? null,
        campaign: {
          name: name.trim(),
          productId: Number(productId),
          releaseId: Number(releaseId),
          categoryId: numberOf(categoryId),
          departmentId: numberOf(departmentId),
          placeId: numberOf(placeId),
          notes,
          waves: waves.map(({ key: _key, ...wave }) => ({ ...wave, name: wave.name.trim() })),
        },
      }),
    onSuccess: ({ id }) => {
      onClose();
      saved(id);
    },
  });
  const complete =
    name.trim() !== '' &&
    productId !== null &&
    releaseId !== null &&
    waves.every((wave) => wave.name.trim() !== '' && wave.startsOn <= wave.dueOn);
  return (
    <FormModal
      title={campaign === null ? t('updates.newCampaign') : campaign.name}
      submitLabel={t('action.save')}
      submitDisabled={!complete}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size={980}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="end">
        <SearchableSelect
          label={t('entity.software_product')}
          withAsterisk
          data-autofocus
          data={products.map((product) => ({ value: String(product.id), label: product.name }))}
          value={productId}
          onChange={choose}
        />
        <SearchableSelect
          label={t('updates.release')}
          withAsterisk
          disabled={productId === null}
          data={releases.map(({ id, number }) => ({ value: String(id), label: number }))}
          value={releaseId}
          onChange={setReleaseId}
        />
        <TextInput
          label={t('field.name')}
          withAsterisk
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Group>
      <Text size="sm" c="dimmed" mb={-6}>
        {t('updates.scopeHint')}
      </Text>
      <Group grow align="end">
        <SearchableSelect
          label={t('field.category')}
          data={useCategoryChoices()}
          value={categoryId}
          onChange={setCategoryId}
        />
        <SearchableSelect
          label={t('field.department')}
          data={useDepartmentChoices()}
          value={departmentId}
          onChange={setDepartmentId}
        />
        <SearchableSelect label={t('field.place')} data={usePlaceChoices()} value={placeId} onChange={setPlaceId} />
      </Group>
      <Waves waves={waves} onChange={setWaves} />
      <Textarea
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
    </FormModal>
  );
}

function Waves({ waves, onChange }: { waves: readonly Wave[]; onChange: (waves: Wave[]) => void }) {
  const departments = useDepartmentChoices();
  const places = usePlaceChoices();
  const change = (key: number, some: Partial<WaveDetails>) =>
    onChange(waves.map((wave) => (wave.key === key ? { ...wave, ...some } : wave)));
  const last = waves.at(-1);
  return (
    <Stack gap={6} role="group" aria-label={t('updates.waves')}>
      <Text size="sm" fw={500}>
        {t('updates.waves')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('updates.wavesHint')}
      </Text>
      <div className={classes['waves']}>
        {waves.map((wave, index) => (
          <div key={wave.key} className={classes['wave']}>
            <TextInput
              label={t('updates.waveName', { number: index + 1 })}
              maxLength={80}
              value={wave.name}
              onChange={(event) => change(wave.key, { name: event.currentTarget.value })}
            />
            <DayField
              label={t('updates.startsOn')}
              clearable={false}
              value={wave.startsOn}
              onChange={(day) => change(wave.key, { startsOn: day ?? wave.startsOn })}
            />
            <DayField
              label={t('updates.dueOn')}
              clearable={false}
              error={wave.startsOn > wave.dueOn}
              value={wave.dueOn}
              onChange={(day) => change(wave.key, { dueOn: day ?? wave.dueOn })}
            />
            <SearchableSelect
              label={t('field.department')}
              placeholder={t('updates.any')}
              data={departments}
              value={text(wave.departmentId)}
              onChange={(id) => change(wave.key, { departmentId: numberOf(id) })}
            />
            <SearchableSelect
              label={t('field.place')}
              placeholder={t('updates.any')}
              data={places}
              value={text(wave.placeId)}
              onChange={(id) => change(wave.key, { placeId: numberOf(id) })}
            />
            <WholeNumberField
              label={t('updates.percent')}
              suffix=" %"
              min={1}
              max={100}
              value={wave.percent}
              onChange={(value) => change(wave.key, { percent: Math.min(100, Math.max(1, Number(value) || 1)) })}
            />
            <RemoveRowButton
              label={t('updates.removeWave', { number: index + 1 })}
              disabled={waves.length === 1}
              remove={() => onChange(waves.filter(({ key }) => key !== wave.key))}
            />
          </div>
        ))}
      </div>
      <AddRowButton
        label={t('updates.addWave')}
        add={() =>
          onChange([
            ...waves,
            withKey({
              name: '',
              startsOn: last === undefined ? today() : addDays(last.dueOn, 1),
              dueOn: addDays(last?.dueOn ?? today(), 14),
              departmentId: null,
              placeId: null,
              percent: 100,
            }),
          ])
        }
      />
    </Stack>
  );
}
