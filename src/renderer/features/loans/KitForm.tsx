import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kit } from '#shared/features/loans/kit-contract.ts';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AssetPicker } from './AssetPicker.tsx';
import type { PickedAsset } from './AssetPicker.tsx';
import { GroupName } from './Groups.tsx';

interface CategoryNeed {
  key: number;
  categoryId: string | null;
  quantity: number;
}

function needsOf(kit: Kit | null): CategoryNeed[] {
  const needs = (kit?.content ?? []).filter(({ category }) => category !== null);
  return needs.map(({ category, quantity }, key) => ({ key, categoryId: String(category?.id), quantity }));
}

/** What belongs to a kit: very assets, and so many of a category. */
export function KitForm({ kit, onClose }: { kit: Kit | null; onClose: () => void }) {
  const [name, setName] = useState(kit?.name ?? '');
  const [code, setCode] = useState(kit?.code ?? '');
  const [picked, setPicked] = useState<PickedAsset[]>((kit?.content ?? []).flatMap(({ asset }) => asset ?? []));
  const [needs, setNeeds] = useState(() => needsOf(kit));
  const content = [
    ...picked.map(({ id }) => ({ assetId: id })),
    ...needs.flatMap(({ categoryId, quantity }) =>
      categoryId === null ? [] : [{ categoryId: Number(categoryId), quantity }],
    ),
  ];
  const save = useMutation({
    mutationFn: () =>
      client.loans.saveKit({
        id: kit?.id ?? null,
        name: name.trim(),
        code: code.trim() || null,
        content,
        version: kit?.version ?? null,
      }),
    onSuccess: (saved) => {
      announce(t('kit.saved', { name: name.trim(), code: saved.code }));
      onClose();
    },
  });
  return (
    <FormModal
      title={kit === null ? t('kit.new') : t('pool.edit', { name: kit.name })}
      submitLabel={t('action.save')}
      submitDisabled={name.trim() === '' || content.length === 0}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="lg"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="start">
        <GroupName value={name} onChange={setName} />
        <TextInput
          label={t('kit.code')}
          placeholder={t('kit.codeMade')}
          value={code}
          maxLength={40}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </Group>
      <AssetPicker label={t('kit.addAsset')} picked={picked} onChange={setPicked} />
      <CategoryNeeds needs={needs} onChange={setNeeds} />
    </FormModal>
  );
}

function CategoryNeeds({ needs, onChange }: { needs: CategoryNeed[]; onChange: (needs: CategoryNeed[]) => void }) {
  const categories = useCategoryChoices();
  const change = (key: number, next: Partial<CategoryNeed>) =>
    onChange(needs.map((need) => (need.key === key ? { ...need, ...next } : need)));
  const nextKey = Math.max(0, ...needs.map(({ key }) => key)) + 1;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('kit.byCategory')}
      </Text>
      {needs.map(({ key, categoryId, quantity }) => (
        <Group key={key} gap="xs" wrap="nowrap">
          <NumberInput
            aria-label={t('kit.quantity')}
            w={80}
            min={1}
            max={99}
            allowDecimal={false}
            value={quantity}
            onChange={(value) => change(key, { quantity: Math.max(1, Number(value) || 1) })}
          />
          <SearchableSelect
            aria-label={t('entity.category')}
            flex={1}
            data={categories}
            value={categoryId}
            onChange={(value) => change(key, { categoryId: value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('action.remove')}
            onClick={() => onChange(needs.filter((need) => need.key !== key))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        w="fit-content"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...needs, { key: nextKey, categoryId: null, quantity: 1 }])}
      >
        {t('kit.addCategory')}
      </Button>
    </Stack>
  );
}
