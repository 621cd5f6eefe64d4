import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Device } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Lets a device without hardware read a code as if somebody had pulled its trigger. */
export function SimulateScan({ device, onClose }: { device: Device; onClose: () => void }) {
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const scanning = useMutation({
    mutationFn: (code: string) => client.devices.simulate({ id: device.id, action: 'scan', codes: [code] }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={device.name}
      submitLabel={t('devices.simulate')}
      busy={scanning.isPending}
      failure={scanning.error === null ? null : sentenceOfError(scanning.error)}
      onSubmit={() => form.onSubmit(({ code }) => scanning.mutate(code.trim()))()}
      onClose={onClose}
    >
      <TextInput label={t('devices.code')} withAsterisk data-autofocus {...form.getInputProps('code')} />
    </FormModal>
  );
}
