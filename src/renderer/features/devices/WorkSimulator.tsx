import { Button, Group, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Device } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

const readsTags = (device: Device) => device.kind === 'uhfreader18' || device.kind === 'llrp';

function hintOf(device: Device): string {
  if (device.kind === 'nmea') return t('devices.positionsHint');
  return readsTags(device) ? t('devices.tagsInFrontHint') : t('devices.codesHint');
}

/** Works a device that has no hardware, as a person works the real one: scans, lays tags down, pulls the plug. */
export function WorkSimulator({ device, onClose }: { device: Device; onClose: () => void }) {
  const tags = readsTags(device);
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
