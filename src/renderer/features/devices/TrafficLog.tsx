import { Button, Code, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { IconCopy, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device, Traffic } from '#shared/features/devices/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { bytesAsText } from './bytes-as-text.ts';

/** Milliseconds. */
const askEvery = 1000;

function textOf({ at, direction, hex }: Traffic): string {
  const [first = '', ...others] = bytesAsText(hex).split('\n');
  const head = `${at.slice(11, 23)}  ${word('trafficDirection', direction).padEnd(4)} `;
  return [`${head}${first}`, ...others.map((line) => `${' '.repeat(head.length)}${line}`)].join('\n');
}

/** The bytes as they went over the line, newest first: what is sent to whoever has to find out why nothing is read. */
export function TrafficLog({ device, onClose }: { device: Device; onClose: () => void }) {
  const [paused, setPaused] = useState(false);
  const { data } = useQuery(
    rpc.devices.traffic.queryOptions({
      input: { id: device.id },
      refetchInterval: paused ? false : askEvery,
      staleTime: 0,
    }),
  );
  const text = (data ?? []).toReversed().map(textOf).join('\n');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    announce(t('devices.copied'));
  };
  return (
    <Modal
      opened
      centered
      size="xl"
      title={t('devices.trafficOf', { name: device.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {paused ? t('devices.trafficPaused') : t('devices.trafficLive')}
          </Text>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
              onClick={() => setPaused(!paused)}
            >
              {paused ? t('devices.resume') : t('devices.pause')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCopy size={14} />}
              disabled={text === ''}
              onClick={() => void copy()}
            >
              {t('devices.copy')}
            </Button>
          </Group>
        </Group>
        {text === '' ? (
          <Text c="dimmed">{t('devices.noTraffic')}</Text>
        ) : (
          <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0 }}>
            <Code block>{text}</Code>
          </ScrollArea.Autosize>
        )}
      </Stack>
    </Modal>
  );
}
