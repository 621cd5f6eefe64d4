import { Code, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Device } from '#shared/features/devices/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { spaced } from './spaced.ts';

/** Milliseconds. */
const askEvery = 1000;

/** The bytes as they went over the line, newest first: what is sent to whoever has to find out why nothing is read. */
export function TrafficLog({ device, onClose }: { device: Device; onClose: () => void }) {
  const { data } = useQuery(
    rpc.devices.traffic.queryOptions({ input: { id: device.id }, refetchInterval: askEvery, staleTime: 0 }),
  );
  const lines = (data ?? []).toReversed().map(({ at, direction, hex }) => {
    return `${at.slice(11, 23)}  ${word('trafficDirection', direction)}  ${spaced(hex)}`;
  });
  return (
    <Modal
      opened
      centered
      size="lg"
      title={t('devices.trafficOf', { name: device.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onClose={onClose}
    >
      {lines.length === 0 ? <Text c="dimmed">{t('devices.noTraffic')}</Text> : <Code block>{lines.join('\n')}</Code>}
    </Modal>
  );
}
