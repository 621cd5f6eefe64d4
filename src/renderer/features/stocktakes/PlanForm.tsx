import { Group, MultiSelect, NumberInput, Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { samplingMethods } from '#shared/features/stocktakes/model.ts';
import type { SamplingMethod, StocktakeScope } from '#shared/features/stocktakes/model.ts';
import {
  useCategoryChoices,
  useDepartmentChoices,
  usePlaceChoices,
} from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

const none: string[] = [];

/** What is counted, how much of it, and whether the counters see what is expected. */
export function PlanForm({ onClose, onPlanned }: { onClose: () => void; onPlanned: (id: number) => void }) {
  const places = usePlaceChoices();
  const departments = useDepartmentChoices();
  const categories = useCategoryChoices();
  const form = useForm({
    initialValues: {
      name: '',
      placeIds: none,
      departmentIds: none,
      categoryIds: none,
      method: 'full' as SamplingMethod,
      sampleSize: 20 as number | string,
      seed: '',
      blind: false,
    },
    validate: { name: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const { values } = form;
  const scope: StocktakeScope = {
    placeIds: values.placeIds.map(Number),
    departmentIds: values.departmentIds.map(Number),
    categoryIds: values.categoryIds.map(Number),
  };
  const isSpotCheck = values.method !== 'full';
  const size = Number(values.sampleSize);
  const sampleSize = isSpotCheck && size > 0 ? size : null;
  const preview = useQuery(
    rpc.stocktakes.preview.queryOptions({
      input: { scope, method: values.method, sampleSize },
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  ).data;
  const plan = useMutation({
    mutationFn: () =>
      client.stocktakes.plan({
        name: values.name.trim(),
        scope,
        method: values.method,
        sampleSize,
        seed: values.seed.trim() || null,
        blind: values.blind,
      }),
    onSuccess: ({ id }) => onPlanned(id),
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={t('stocktakes.plan')}
      submitLabel={t('stocktakes.plan')}
      size="lg"
      busy={plan.isPending}
      failure={plan.error === null ? null : sentenceOfError(plan.error)}
      submitDisabled={preview !== undefined && preview.population + preview.stocks === 0}
      onSubmit={() => form.onSubmit(() => plan.mutate())()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        placeholder={t('stocktakes.nameExample')}
        withAsterisk
        data-autofocus
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t('nav.places')}
        description={t('stocktakes.placesHint')}
        data={places}
        searchable
        clearable
        {...form.getInputProps('placeIds')}
      />
      <Group grow align="start">
        <MultiSelect
          label={t('stocktakes.departments')}
          data={departments}
          searchable
          clearable
          {...form.getInputProps('departmentIds')}
        />
        <MultiSelect
          label={t('stocktakes.categories')}
          data={categories}
          searchable
          clearable
          {...form.getInputProps('categoryIds')}
        />
      </Group>
      <Radio.Group label={t('stocktakes.method')} {...form.getInputProps('method')}>
        <Stack gap={6} mt={4}>
          {samplingMethods.map((method) => (
            <Radio
              key={method}
              value={method}
              label={word('samplingMethod', method)}
              description={t(`stocktakes.methodHint.${method}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isSpotCheck ? (
        <Group grow align="start">
          <NumberInput
            label={t('stocktakes.sampleSize')}
            min={1}
            max={100_000}
            allowDecimal={false}
            {...form.getInputProps('sampleSize')}
          />
          <TextInput
            label={t('stocktakes.seed')}
            description={t('stocktakes.seedHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('seed')}
          />
        </Group>
      ) : null}
      <Switch
        label={t('stocktakes.blind')}
        description={t('stocktakes.blindHint')}
        {...form.getInputProps('blind', { type: 'checkbox' })}
      />
      <Text size="sm" fw={600} role="status">
        {preview === undefined
          ? ' '
          : preview.population + preview.stocks === 0
            ? t('stocktakes.previewNothing')
            : isSpotCheck
              ? t('stocktakes.previewSample', { expected: preview.expected, population: preview.population })
              : t('stocktakes.preview', { count: preview.expected, places: preview.places })}
        {preview === undefined || preview.stocks === 0
          ? null
          : ` · ${t('stocktakes.previewStocks', { count: preview.stocks })}`}
      </Text>
    </FormModal>
  );
}
