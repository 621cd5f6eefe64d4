import { Checkbox, Group, Loader, SegmentedControl, Select, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { anchors, meters, scopes } from '#shared/features/maintenance/model.ts';
import type { Plan } from '#shared/features/maintenance/model.ts';
import { recurrenceUnits } from '#shared/features/maintenance/recurrence.ts';
import { useCategoryChoices, useModelChoices } from '#renderer/features/assets/use-register-choices.ts';
import { AssetPicker } from '#renderer/features/loans/AssetPicker.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { detailsOf, isComplete, repeats, ruleOfValues, valuesOf } from './plan-values.ts';
import type { PlanValues } from './plan-values.ts';
import { PlanTasks } from './PlanTasks.tsx';
import { TechnicianSelect } from './TechnicianSelect.tsx';

/** Makes a plan, or says it anew as it stands by now. */
export function PlanForm({ planId, onClose }: { planId: number | null; onClose: () => void }) {
  const { data } = useQuery({
    ...rpc.maintenance.getPlan.queryOptions({ input: { id: planId ?? 0 } }),
    enabled: planId !== null,
    // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
    staleTime: Infinity,
  });
  if (planId === null) return <Fields plan={null} onClose={onClose} />;
  return data === undefined ? <Loader size="sm" /> : <Fields plan={data} onClose={onClose} />;
}

interface PartProps {
  values: PlanValues;
  set: (values: Partial<PlanValues>) => void;
}

function Fields({ plan, onClose }: { plan: Plan | null; onClose: () => void }) {
  const [values, setValues] = useState(() => valuesOf(plan));
  const set = (some: Partial<PlanValues>) => setValues((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: () =>
      client.maintenance.savePlan({ id: plan?.id ?? null, version: plan?.version ?? null, plan: detailsOf(values) }),
    onSuccess: () => {
      announce(t('maintenance.planSaved', { name: values.name.trim() }));
      onClose();
    },
  });
  return (
    <FormModal
      title={plan === null ? t('maintenance.newPlan') : t('maintenance.editPlan', { name: plan.name })}
      submitLabel={t('action.save')}
      submitDisabled={!isComplete(values)}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="xl"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        withAsterisk
        data-autofocus
        maxLength={120}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Target values={values} set={set} />
      <Timing values={values} set={set} />
      <Group align="end" grow>
        <WholeNumberField
          label={t('maintenance.leadDays')}
          description={t('maintenance.leadDaysHint')}
          min={0}
          max={365}
          value={values.leadDays}
          onChange={(value) => set({ leadDays: Number(value) || 0 })}
        />
        <TechnicianSelect
          label={t('maintenance.responsible')}
          value={values.responsibleId}
          onChange={(responsibleId) => set({ responsibleId })}
        />
      </Group>
      <Checkbox
        label={t('maintenance.outOfService')}
        description={t('maintenance.outOfServiceHint')}
        checked={values.outOfService}
        onChange={(event) => set({ outOfService: event.currentTarget.checked })}
      />
      <PlanTasks tasks={values.tasks} onChange={(tasks) => set({ tasks })} />
      <Textarea
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        value={values.notes}
        onChange={(event) => set({ notes: event.currentTarget.value })}
      />
    </FormModal>
  );
}

/** For what a plan is kept. */
function Target({ values, set }: PartProps) {
  const categories = useCategoryChoices();
  const models = useModelChoices();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('maintenance.covers')}
      </Text>
      <SegmentedControl
        aria-label={t('maintenance.covers')}
        data={scopes.map((value) => ({ value, label: word('maintenanceScope', value) }))}
        value={values.scope}
        onChange={(value) => set({ scope: scopes.find((each) => each === value) ?? 'category' })}
        style={{ alignSelf: 'flex-start' }}
      />
      {values.scope === 'category' ? (
        <SearchableSelect
          label={t('field.category')}
          withAsterisk
          data={categories}
          value={values.categoryId}
          onChange={(categoryId) => set({ categoryId })}
        />
      ) : values.scope === 'model' ? (
        <SearchableSelect
          label={t('field.model')}
          withAsterisk
          data={models}
          value={values.modelId}
          onChange={(modelId) => set({ modelId })}
        />
      ) : (
        <AssetPicker label={t('pool.add')} picked={values.assets} onChange={(assets) => set({ assets })} />
      )}
    </Stack>
  );
}

/** How often, counted from what. */
function Timing({ values, set }: PartProps) {
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('maintenance.repeats')}
      </Text>
      <SegmentedControl
        aria-label={t('maintenance.repeats')}
        data={repeats.map((value) => ({ value, label: word('maintenanceRepeats', value) }))}
        value={values.repeats}
        onChange={(value) => set({ repeats: repeats.find((each) => each === value) ?? 'interval' })}
        style={{ alignSelf: 'flex-start' }}
      />
      <Group align="end" gap="sm">
        {values.repeats === 'interval' ? (
          <>
            <WholeNumberField
              label={t('maintenance.everyLabel')}
              w={100}
              min={1}
              max={999}
              value={values.every}
              onChange={(value) => set({ every: Math.max(1, Number(value) || 1) })}
            />
            <Select
              aria-label={t('maintenance.unit')}
              w={150}
              allowDeselect={false}
              data={recurrenceUnits.map((value) => ({ value, label: word('recurrenceUnit', value) }))}
              value={values.unit}
              onChange={(value) => set({ unit: recurrenceUnits.find((each) => each === value) ?? 'month' })}
            />
          </>
        ) : values.repeats === 'rule' ? (
          <TextInput
            label={t('maintenance.rule')}
            description={t('maintenance.ruleHint')}
            flex={1}
            maxLength={300}
            value={values.rule}
            onChange={(event) => set({ rule: event.currentTarget.value })}
          />
        ) : (
          <>
            <WholeNumberField
              label={t('maintenance.everyLabel')}
              w={140}
              min={1}
              value={values.meterEvery}
              onChange={(value) => set({ meterEvery: Math.max(1, Number(value) || 1) })}
            />
            <Select
              aria-label={t('maintenance.meter')}
              w={170}
              allowDeselect={false}
              data={meters.map((value) => ({ value, label: word('meter', value) }))}
              value={values.meter}
              onChange={(value) => set({ meter: meters.find((each) => each === value) ?? 'pages' })}
            />
          </>
        )}
        {values.repeats === 'meter' ? null : (
          <DayField
            label={t('maintenance.startsOn')}
            w={170}
            clearable={false}
            value={values.startsOn}
            onChange={(startsOn) => set({ startsOn: startsOn ?? values.startsOn })}
          />
        )}
        <Select
          label={t('maintenance.anchor')}
          w={230}
          allowDeselect={false}
          data={anchors.map((value) => ({ value, label: word('maintenanceAnchor', value) }))}
          value={values.anchor}
          onChange={(value) => set({ anchor: anchors.find((each) => each === value) ?? 'plan' })}
        />
      </Group>
      {values.repeats === 'meter' ? null : <NextDays values={values} />}
    </Stack>
  );
}

/** On which days it would fall, before it is saved. */
function NextDays({ values }: { values: PlanValues }) {
  const rule = ruleOfValues(values) ?? '';
  const query = useQuery({
    ...rpc.maintenance.preview.queryOptions({ input: { rule, startsOn: values.startsOn } }),
    retry: false,
  });
  return (
    <Text size="sm" {...(query.error === null ? { c: 'dimmed' } : { c: 'red' })} role="status">
      {query.error === null
        ? t('maintenance.fallsOn', { days: (query.data?.days ?? []).map(formatDay).join(' · ') })
        : sentenceOfError(query.error)}
    </Text>
  );
}
