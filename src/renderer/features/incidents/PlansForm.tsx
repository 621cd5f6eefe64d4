import { ActionIcon, Button, Checkbox, Group, NumberInput, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { incidentKinds } from '#shared/features/incidents/model.ts';
import type { IncidentKind } from '#shared/features/incidents/model.ts';
import type { PlanStep, ResponsePlans } from '#shared/features/incidents/response.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './incidents.module.css';

/** What is to be done about each kind of incident, by when, and whom to call. */
export function PlansForm({ onClose }: { onClose: () => void }) {
  const { data } = useQuery(rpc.incidents.plans.queryOptions({ input: undefined }));
  return data === undefined ? null : <Plans before={data} onClose={onClose} />;
}

const ownStep: PlanStep = { usual: null, title: '', instruction: '', contact: '', hours: 24, notifies: false };

function Plans({ before, onClose }: { before: ResponsePlans; onClose: () => void }) {
  const [plans, setPlans] = useState(before);
  const [kind, setKind] = useState<IncidentKind>('stolen');
  const save = useMutation({
    mutationFn: () => client.incidents.savePlans(plans),
    onSuccess: () => {
      announce(t('response.plansSaved'));
      onClose();
    },
  });
  const steps = plans[kind];
  const change = (index: number, part: Partial<PlanStep>) =>
    setPlans({ ...plans, [kind]: steps.map((step, at) => (at === index ? { ...step, ...part } : step)) });
  const complete = incidentKinds.every((each) =>
    plans[each].every(({ usual, title }) => usual !== null || title.trim() !== ''),
  );
  return (
    <FormModal
      title={t('response.plans')}
      submitLabel={t('action.save')}
      size="xl"
      busy={save.isPending}
      submitDisabled={!complete}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('response.plansHint')}</Text>
      <Tabs value={kind} onChange={(next) => setKind(incidentKinds.find((each) => each === next) ?? kind)}>
        <Tabs.List>
          {incidentKinds.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {word('incidentKind', each)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <ol className={classes['timeline']} aria-label={t('response.plan')}>
        {steps.map((step, index) => (
          // Steps have no name of their own: their place is what they are.
          <li key={`${kind}${index}`}>
            <Stack gap={6}>
              <Group wrap="nowrap" align="flex-end" gap="xs">
                <TextInput
                  flex={1}
                  label={step.usual === null ? t('response.planTitle') : word('usualStep', step.usual)}
                  placeholder={step.usual === null ? '' : t('response.planTitle')}
                  maxLength={200}
                  value={step.title}
                  onChange={(event) => change(index, { title: event.currentTarget.value })}
                />
                <NumberInput
                  w={130}
                  label={t('response.planHours')}
                  min={1}
                  max={2000}
                  allowDecimal={false}
                  value={step.hours ?? ''}
                  onChange={(next) => change(index, { hours: typeof next === 'number' ? Math.floor(next) : null })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={t('response.removeStep', { step: step.title || String(index + 1) })}
                  onClick={() => setPlans({ ...plans, [kind]: steps.filter((_, at) => at !== index) })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
              <Group wrap="nowrap" align="flex-end" gap="sm">
                <TextInput
                  flex={1}
                  label={t('response.planContact')}
                  maxLength={200}
                  value={step.contact}
                  onChange={(event) => change(index, { contact: event.currentTarget.value })}
                />
                <Checkbox
                  mb={8}
                  label={t('response.planNotifies')}
                  checked={step.notifies}
                  onChange={(event) => change(index, { notifies: event.currentTarget.checked })}
                />
              </Group>
            </Stack>
          </li>
        ))}
      </ol>
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => setPlans({ ...plans, [kind]: [...steps, ownStep] })}
        >
          {t('response.addStep')}
        </Button>
      </Group>
    </FormModal>
  );
}
