import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { conditions } from '#shared/features/assets/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { remember, remembered } from '#renderer/ui/remembered.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { checks, detailsOf, valuesOf } from '../asset-form-values.ts';
import type { AssetFormValues } from '../asset-form-values.ts';
import classes from '../assets.module.css';
import { takeModelInto } from '../take-model.ts';
import {
  nothingFound,
  useCategoryChoices,
  useDepartmentChoices,
  useManufacturerChoices,
  useModels,
  usePlaceChoices,
  useSupplierChoices,
} from '../use-register-choices.ts';

const rememberedAs = 'entryTemplate';

function lastTemplate(currency: string): AssetFormValues {
  const empty = valuesOf(null, currency);
  try {
    const last: unknown = JSON.parse(remembered(rememberedAs) ?? '{}');
    return typeof last === 'object' ? { ...empty, ...last, tag: '', serial: '' } : empty;
  } catch {
    return empty;
  }
}

/** What fifty units have in common; begins with what the last entry was about. */
export function EntryTemplateForm({ currency, started }: { currency: string; started: () => void }) {
  const models = useModels();
  const blocks = useQuery(rpc.assets.listTagBlocks.queryOptions()).data ?? [];
  const free = blocks.filter(({ total, used, released }) => used + released < total);
  const form = useForm<AssetFormValues & { blockId: string | null }>({
    initialValues: { ...lastTemplate(currency), blockId: null },
    validate: checks,
  });
  const start = useMutation({
    mutationFn: ({ blockId, ...values }: AssetFormValues & { blockId: string | null }) => {
      const { serial: _serial, ...details } = detailsOf(values);
      const placeId = values.placeId === null ? null : Number(values.placeId);
      return client.assets.startEntry({
        template: { ...details, placeId },
        blockId: blockId === null ? null : Number(blockId),
      });
    },
    onSuccess: (_entry, { blockId: _block, ...values }) => {
      remember(rememberedAs, JSON.stringify(values));
      started();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const searchable = {
    searchable: true,
    clearable: true,
    selectFirstOptionOnChange: true,
    nothingFoundMessage: nothingFound(),
    limit: 200,
  } as const;
  const modelChoices = (models ?? []).map(({ id, name, manufacturer, number }) => ({
    value: String(id),
    label: [manufacturer, name, number].filter((part) => part !== null && part !== '').join(' · '),
  }));
  return (
    <Panel title={t('entry.template')}>
      <form
        onSubmit={form.onSubmit((values) => start.mutate(values))}
        onKeyDown={(event) => {
          if (!event.ctrlKey || event.key !== 'Enter') return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
      >
        <Stack gap="sm">
          <div className={classes['formGrid']}>
            <Select
              label={t('field.model')}
              data-autofocus
              autoFocus
              data={modelChoices}
              {...searchable}
              {...form.getInputProps('modelId')}
              onChange={(modelId) => takeModelInto(form, models, modelId)}
            />
            <Select
              label={t('field.category')}
              withAsterisk
              data={useCategoryChoices()}
              {...searchable}
              {...form.getInputProps('categoryId')}
            />
            <Select
              label={t('field.manufacturer')}
              data={useManufacturerChoices()}
              {...searchable}
              {...form.getInputProps('manufacturerId')}
            />
            <Select
              label={t('field.place')}
              data={usePlaceChoices()}
              {...searchable}
              {...form.getInputProps('placeId')}
            />
            <Select
              label={t('field.condition')}
              data={conditions.map((value) => ({ value, label: word('condition', value) }))}
              allowDeselect={false}
              {...form.getInputProps('condition')}
            />
            <Select
              label={t('field.department')}
              data={useDepartmentChoices()}
              {...searchable}
              {...form.getInputProps('departmentId')}
            />
            <TextInput label={t('field.orderNumber')} {...form.getInputProps('orderNumber')} />
            <Select
              label={t('field.supplier')}
              data={useSupplierChoices()}
              {...searchable}
              {...form.getInputProps('supplierId')}
            />
            <TextInput
              label={`${t('field.cost')} (${form.values.currency})`}
              inputMode="decimal"
              className="numbers"
              {...form.getInputProps('cost')}
            />
            <DayField label={t('field.purchasedOn')} {...form.getInputProps('purchasedOn')} />
            <DayField label={t('field.warrantyUntil')} {...form.getInputProps('warrantyUntil')} />
            <Select
              label={t('entry.roll')}
              placeholder={t('entry.rollNone')}
              clearable
              data={free.map(({ id, first, last, note }) => ({
                value: String(id),
                label: `${first} – ${last}${note === '' ? '' : ` · ${note}`}`,
              }))}
              {...form.getInputProps('blockId')}
            />
          </div>
          {start.error === null ? null : <FailureAlert sentence={sentenceOfError(start.error)} />}
          <Group>
            <Button type="submit" loading={start.isPending}>
              {t('entry.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
