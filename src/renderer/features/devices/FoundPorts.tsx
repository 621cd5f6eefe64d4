import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Device } from '#shared/features/devices/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';

/** While a device is missing it may come back at another port. Milliseconds. */
const lookedForEvery = 3000;

interface FoundPortsProps {
  devices: readonly Device[];
  add: (path: string) => void;
}

/** Serial ports of this computer at which nothing is set up yet. */
export function FoundPorts({ devices, add }: FoundPortsProps) {
  const isMissing = devices.some(({ state }) => state === 'missing');
  const query = useQuery(rpc.devices.ports.queryOptions({ refetchInterval: isMissing ? lookedForEvery : false }));
  const used = devices.map(({ connection }) => (connection.type === 'serial' ? connection.path : null));
  const free = (query.data ?? []).filter(({ path }) => !used.includes(path));
  return (
    <Stack gap={6} p="md" role="group" aria-label={t('devices.found')}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('devices.found')}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRefresh size={13} />}
          loading={query.isFetching && !isMissing}
          onClick={() => void query.refetch()}
        >
          {t('devices.lookAgain')}
        </Button>
      </Group>
      {free.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('devices.noneFound')}
        </Text>
      ) : (
        free.map(({ path, name }) => (
          <Group key={path} gap="sm" wrap="nowrap">
            <Text size="sm" style={{ flex: 1, overflowWrap: 'anywhere' }}>
              {path}
              {name === null ? null : (
                <Text span size="sm" c="dimmed">
                  {` · ${name}`}
                </Text>
              )}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              aria-label={t('devices.setUpAt', { path })}
              onClick={() => add(path)}
            >
              {t('devices.setUp')}
            </Button>
          </Group>
        ))
      )}
    </Stack>
  );
}
