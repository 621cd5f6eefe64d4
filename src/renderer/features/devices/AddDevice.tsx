import { Button, Group, Stack, Stepper, Text } from '@mantine/core';
import { useState } from 'react';
import type { Proposal } from '#shared/features/devices/contract.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { connectionProblems, kindOf, nextSpeed } from './device-values.ts';
import { ConnectionFields, ReadingFields, UseFields } from './DeviceFields.tsx';
import { ProbePanel } from './ProbePanel.tsx';
import { useSavedDevice } from './use-saved-device.ts';

const lastStep = 2;

/** Sets a device up in three steps: where it is, what it sends when a card is scanned, what it is for. */
export function AddDevice({ path, onClose }: { path: string; onClose: () => void }) {
  const { form, ports, connection, save, busy, failure } = useSavedDevice(null, onClose, path);
  const [step, setStep] = useState(0);
  const goTo = (next: number) => {
    const problems = connectionProblems(form.values, connection);
    if (next > 0 && Object.keys(problems).length > 0) form.setErrors(problems);
    else setStep(next);
  };
  const take = (proposal: Proposal) => {
    form.setValues({ kind: proposal.kind ?? form.values.kind, framing: proposal.framing ?? 'auto' });
    setStep(lastStep);
  };
  return (
    <FormModal
      title={t('devices.add')}
      size="lg"
      submitLabel={step === lastStep ? t('action.save') : t('action.continue')}
      busy={busy}
      failure={failure}
      onSubmit={() => (step === lastStep ? save() : goTo(step + 1))}
      onClose={onClose}
    >
      <Stepper active={step} size="xs" onStepClick={goTo}>
        <Stepper.Step label={t('devices.stepConnection')}>
          <Stack gap="sm" mih={250}>
            <ConnectionFields form={form} ports={ports} />
          </Stack>
        </Stepper.Step>
        <Stepper.Step label={t('devices.stepTest')}>
          <Stack gap="sm" mih={250}>
            {connection === null ? null : (
              <ProbePanel
                key={JSON.stringify([connection, form.values.kind])}
                connection={connection}
                kind={kindOf(form.values.kind)}
                onTake={take}
                onAdvice={(advice) =>
                  form.setValues(
                    advice === 'seven_even' ? { bits: '7E1' } : { baudRate: nextSpeed(form.values.baudRate) },
                  )
                }
              />
            )}
            <ReadingFields form={form} />
          </Stack>
        </Stepper.Step>
        <Stepper.Step label={t('devices.stepUse')}>
          <Stack gap="sm" mih={250}>
            <UseFields form={form} />
          </Stack>
        </Stepper.Step>
      </Stepper>
      {step === 0 ? null : (
        <Group justify="space-between">
          <Button variant="subtle" size="compact-sm" onClick={() => setStep(step - 1)}>
            {t('action.back')}
          </Button>
          {step === 1 ? (
            <Text size="xs" c="dimmed">
              {t('devices.skipTest')}
            </Text>
          ) : null}
        </Group>
      )}
    </FormModal>
  );
}
