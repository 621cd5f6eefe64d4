import { Button, Checkbox, Group, SimpleGrid, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { isTagReader } from '#shared/features/devices/contract.ts';
import type { Device } from '#shared/features/devices/contract.ts';
import { simulatorFaults } from '#shared/features/devices/simulator-faults.ts';
import type { SimulatorFault } from '#shared/features/devices/simulator-faults.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { useChosenAtOnce } from '#renderer/rpc/use-chosen-at-once.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

function hintOf(device: Device): string {
  if (device.kind === 'nmea') return t('devices.positionsHint');
  if (device.kind === 'pcsc' || device.kind === 'em4100') return t('devices.cardsHint');
  return isTagReader(device.kind) ? t('devices.tagsInFrontHint') : t('devices.codesHint');
}

/** What goes wrong with the device from now on; it is switched off and on for it. */
function Faults({ device }: { device: Device }) {
  const key = { input: { id: device.id } };
  const query = useQuery(rpc.devices.simulatorFaults.queryOptions(key));
  const [on, choose] = useChosenAtOnce<SimulatorFault[]>(query.data ?? [], async (faults) => {
    await client.devices.setSimulatorFaults({ id: device.id, faults });
    await query.refetch();
  });
  return (
    <Checkbox.Group
      label={t('devices.faults')}
      description={t('devices.faultsHint')}
      value={on}
      onChange={(chosen) => choose(simulatorFaults[device.kind].filter((fault) => chosen.includes(fault)))}
    >
      <SimpleGrid cols={2} spacing="xs" mt={6}>
        {simulatorFaults[device.kind].map((fault) => (
          <Checkbox key={fault} size="sm" value={fault} label={word('simulatorFault', fault)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}

/** Works a device that has no hardware, as a person works the real one: scans, lays tags down, pulls the plug. */
export function WorkSimulator({ device, onClose }: { device: Device; onClose: () => void }) {
  const tags = isTagReader(device.kind);
  const form = useForm({
    initialValues: { codes: '' },
    validate: { codes: (value) => (!tags && value.trim() === '' ? t('issue.required') : null) },
  });
  const working = useMutation({
    mutationFn: (codes: string[]) => client.devices.simulate({ id: device.id, action: tags ? 'tags' : 'scan', codes }),
    onSuccess: onClose,
  });
  const plug = useAction((action: 'plug' | 'unplug') => client.devices.simulate({ id: device.id, action }), onClose);
  const codesOf = (text: string) =>
    text
      .split('\n')
      .map((code) => code.trim())
      .filter((code) => code !== '');
  return (
    <FormModal
      title={device.name}
      submitLabel={tags ? t('devices.layTags') : t('devices.simulate')}
      busy={working.isPending}
      failure={working.error === null ? null : sentenceOfError(working.error)}
      onSubmit={() => form.onSubmit(({ codes }) => working.mutate(codesOf(codes)))()}
      onClose={onClose}
    >
      <Textarea
        label={tags ? t('devices.tagsInFront') : t('devices.code')}
        description={hintOf(device)}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        {...form.getInputProps('codes')}
      />
      <Faults device={device} />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => plug.mutate('unplug')}>
          {t('devices.unplug')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => plug.mutate('plug')}>
          {t('devices.plug')}
        </Button>
      </Group>
    </FormModal>
  );
}
