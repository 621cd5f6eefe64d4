import { ActionIcon, Button, Group, Menu, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDots, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import type { Device, DeviceConnection } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatNumber, formatTime } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { DeviceTask } from './DeviceList.tsx';

const look = {
  ready: { tone: 'good', icon: IconCheck },
  connecting: { tone: 'warn', icon: IconPlugConnected },
  missing: { tone: 'bad', icon: IconPlugConnectedX },
  busy: { tone: 'warn', icon: IconAlertTriangle },
  taken: { tone: 'warn', icon: IconAlertTriangle },
  fault: { tone: 'bad', icon: IconAlertTriangle },
  on_hold: { tone: 'bad', icon: IconAlertTriangle },
  no_module: { tone: 'bad', icon: IconAlertTriangle },
  no_service: { tone: 'bad', icon: IconAlertTriangle },
} as const;

function nameOf(connection: DeviceConnection): string {
  if (connection.type === 'serial') return `${connection.path} · ${connection.baudRate}`;
  if (connection.type === 'pcsc') return connection.reader ?? t('devices.anyCardReader');
  return connection.type === 'tcp' ? `${connection.host}:${connection.port}` : t('devices.simulator');
}

function faultOf(fault: string | null): string {
  const status = /^STATUS_(\d+)$/.exec(fault ?? '')?.[1];
  return status === undefined ? word('deviceFault', fault ?? '') : t('devices.readerStatus', { status });
}

/** Readers of this family know a command for it; of other devices somebody has said what theirs is. */
function canBeep({ kind, beep }: Device): boolean {
  return kind === 'uhfreader18' || beep !== null;
}

/** What the person can do about a state in which the device reads nothing. */
function StateHint({ device: { state, lastFault } }: { device: Device }) {
  if (state === 'ready' || state === 'connecting') return null;
  return (
    <Text size="xs" c="dimmed" maw={280}>
      {word('deviceStateHint', state === 'fault' && lastFault === 'NO_ANSWER' ? 'no_answer' : state)}
    </Text>
  );
}

interface DeviceRowProps {
  device: Device;
  mayEdit: boolean;
  onTask: (task: DeviceTask) => void;
}

export function DeviceRow({ device, mayEdit, onTask }: DeviceRowProps) {
  const reconnect = useAction(() => client.devices.reconnect({ id: device.id }));
  const beep = useAction(() => client.devices.beep({ id: device.id }));
  const { tone, icon } = look[device.state];
  return (
    <Table.Tr>
      <Table.Td>
        {device.name}
        <Text size="xs" c="dimmed">
          {word('deviceKind', device.kind)}
        </Text>
      </Table.Td>
      <Table.Td>{nameOf(device.connection)}</Table.Td>
      <Table.Td>{word('deviceUse', device.use)}</Table.Td>
      <Table.Td>
        <StatusBadge tone={tone} icon={icon} label={word('deviceState', device.state)} />
        <StateHint device={device} />
        {device.badFrames === 0 ? null : (
          <Text size="xs" c="dimmed">
            {t('devices.badFrames', { count: device.badFrames, fault: faultOf(device.lastFault) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {formatNumber(device.reads)}
        {device.lastReadAt === null ? null : (
          <Text size="xs" c="dimmed">
            {t('devices.lastRead', { time: formatTime(device.lastReadAt) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {mayEdit ? (
          <Group gap={6} justify="flex-end" wrap="nowrap">
            {device.connection.type === 'simulator' ? (
              <Button size="compact-sm" variant="default" onClick={() => onTask('simulate')}>
                {t('devices.workIt')}
              </Button>
            ) : null}
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" size={26} aria-label={t('devices.more', { name: device.name })}>
                  <IconDots size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onTask('edit')}>{t('action.edit')}</Menu.Item>
                {device.state === 'ready' && canBeep(device) ? (
                  <Menu.Item onClick={() => beep.mutate(undefined)}>{t('devices.beepNow')}</Menu.Item>
                ) : null}
                <Menu.Item onClick={() => reconnect.mutate(undefined)}>{t('devices.reconnect')}</Menu.Item>
                <Menu.Item onClick={() => onTask('traffic')}>{t('devices.traffic')}</Menu.Item>
                <Menu.Item onClick={() => onTask('remove')}>{t('action.remove')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
