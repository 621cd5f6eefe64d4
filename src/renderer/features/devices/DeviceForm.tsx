import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deviceConnection, deviceKinds } from '#shared/features/devices/contract.ts';
import type { Device, DeviceConnection, DeviceDetails, DeviceKind } from '#shared/features/devices/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { ProbePanel } from './ProbePanel.tsx';

const speeds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;

interface Values {
  name: string;
  kind: string;
  type: string;
  path: string;
  baudRate: string;
  host: string;
  port: number | string;
  pattern: string;
  framing: DeviceDetails['framing'];
}

interface Probed {
  connection: DeviceConnection;
  kind: DeviceKind;
}

function valuesOf(device: Device | null): Values {
  const connection = device?.connection;
  return {
    name: device?.name ?? '',
    kind: device?.kind ?? 'scanner',
    type: connection?.type ?? 'serial',
    path: connection?.type === 'serial' ? connection.path : '',
    baudRate: String(connection?.type === 'serial' ? connection.baudRate : 9600),
    host: connection?.type === 'tcp' ? connection.host : '',
    port: connection?.type === 'tcp' ? connection.port : 5084,
    pattern: device?.pattern ?? '',
    framing: device?.framing ?? 'auto',
  };
}

export function DeviceForm({ device, onClose }: { device: Device | null; onClose: () => void }) {
  const ports = useQuery(rpc.devices.ports.queryOptions({ refetchInterval: 2000 })).data ?? [];
  const connectionOf = (values: Values): DeviceConnection | null => {
    const usb = ports.find(({ path }) => path === values.path)?.usb ?? null;
    const before = device?.connection.type === 'serial' ? device.connection : null;
    const line = { dataBits: before?.dataBits ?? 8, parity: before?.parity ?? 'none', stopBits: before?.stopBits ?? 1 };
    const { type, path, host, port } = values;
    const known = before?.path === path ? before.usb : null;
    const serial = { type, path, usb: usb ?? known, baudRate: Number(values.baudRate), ...line };
    return deviceConnection.safeParse(type === 'serial' ? serial : { type, host, port: Number(port) }).data ?? null;
  };
  const form = useForm({
    initialValues: valuesOf(device),
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      path: (_, values) => (values.type === 'serial' && connectionOf(values) === null ? t('devices.choosePort') : null),
      host: (_, values) => (values.type === 'tcp' && connectionOf(values) === null ? t('issue.host') : null),
    },
  });
  const saving = useMutation({
    mutationFn: async (values: Values) => {
      const connection = connectionOf(values);
      const kind = deviceKinds.find((each) => each === values.kind);
      if (connection === null || kind === undefined) return;
      await client.devices.save({
        id: device?.id ?? null,
        name: values.name.trim(),
        kind,
        connection,
        use: device?.use ?? 'desk_a',
        framing: values.framing,
        pattern: kind === 'pattern' ? values.pattern : null,
        beep: device?.beep ?? null,
      });
    },
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const [probed, setProbed] = useState<Probed | null>(null);
  const listen = () => {
    const connection = connectionOf(form.values);
    const known = deviceKinds.find((each) => each === form.values.kind);
    setProbed(connection === null || known === undefined ? null : { connection, kind: known });
  };
  const { kind, type, path } = form.values;
  const paths = ports.map((port) => ({
    value: port.path,
    label: port.name ? `${port.path} · ${port.name}` : port.path,
  }));
  if (path !== '' && !paths.some(({ value }) => value === path)) paths.push({ value: path, label: path });
  return (
    <FormModal
      title={device === null ? t('devices.add') : device.name}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('devices.kind')}
        allowDeselect={false}
        data={deviceKinds.map((value) => ({ value, label: word('deviceKind', value) }))}
        {...form.getInputProps('kind')}
      />
      {kind === 'pattern' ? (
        <TextInput
          label={t('devices.pattern')}
          description={t('devices.patternHint')}
          {...form.getInputProps('pattern')}
        />
      ) : null}
      <Select
        label={t('devices.connection')}
        allowDeselect={false}
        data={['serial', 'tcp', 'simulator'].map((value) => ({ value, label: word('deviceConnection', value) }))}
        {...form.getInputProps('type')}
      />
      {type === 'serial' ? (
        <Group grow align="start">
          <Select
            label={t('devices.port')}
            withAsterisk
            data={paths}
            nothingFoundMessage={t('devices.noPort')}
            placeholder={paths.length === 0 ? t('devices.noPort') : ''}
            {...form.getInputProps('path')}
          />
          <Select
            label={t('devices.speed')}
            allowDeselect={false}
            data={speeds.map(String)}
            {...form.getInputProps('baudRate')}
          />
        </Group>
      ) : null}
      {type === 'tcp' ? (
        <Group grow align="start">
          <TextInput label={t('labels.host')} withAsterisk {...form.getInputProps('host')} />
          <NumberInput
            label={t('labels.port')}
            min={1}
            max={65535}
            allowDecimal={false}
            thousandSeparator=""
            {...form.getInputProps('port')}
          />
        </Group>
      ) : null}
      {device === null ? (
        <Button variant="default" size="compact-sm" w="fit-content" onClick={listen}>
          {t('devices.listen')}
        </Button>
      ) : null}
      {probed === null ? null : (
        <ProbePanel
          {...probed}
          onTake={(proposal) =>
            form.setValues({
              kind: proposal.kind ?? probed.kind,
              framing: proposal.framing ?? 'auto',
            })
          }
        />
      )}
    </FormModal>
  );
}
