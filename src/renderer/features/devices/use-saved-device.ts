import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Device } from '#shared/features/devices/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { t } from '#renderer/ui/text/t.ts';
import { connectionOf, connectionProblems, detailsOf, valuesOf } from './device-values.ts';
import type { DeviceValues } from './device-values.ts';

/** Ports come and go while somebody looks for the right one. Milliseconds. */
const portsAskedEvery = 2000;

/**
 * The fields of a device, the ports there are, and how it is saved.
 * @param path the port at which a new one was found
 */
export function useSavedDevice(device: Device | null, onSaved: () => void, path = '') {
  const asked = useQuery(rpc.devices.ports.queryOptions({ refetchInterval: portsAskedEvery }));
  const ports = asked.data ?? [];
  const form = useForm<DeviceValues>({
    initialValues: device === null ? { ...valuesOf(null), path } : valuesOf(device),
    validate: (values) => ({
      ...connectionProblems(values, connectionOf(values, ports, device)),
      ...(values.name.trim() === '' ? { name: t('issue.required') } : {}),
      ...(values.kind === 'pattern' && values.pattern === '' ? { pattern: t('issue.required') } : {}),
    }),
  });
  const saving = useMutation({
    mutationFn: async (values: DeviceValues) => {
      const connection = connectionOf(values, ports, device);
      if (connection === null) return;
      await client.devices.save({ id: device?.id ?? null, ...detailsOf(values, connection) });
    },
    onSuccess: onSaved,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return {
    form,
    ports,
    connection: connectionOf(form.values, ports, device),
    save: () => form.onSubmit((values) => saving.mutate(values))(),
    busy: saving.isPending,
    failure: saving.error === null ? null : sentenceOfError(saving.error),
  };
}
