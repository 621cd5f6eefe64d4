import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trackerFaults } from '#shared/features/tracking/position-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** Lets a tracker report without having one; its positions are as good as real ones and are kept as long. */
export function TrackerTrial() {
  const trackers = useQuery(rpc.tracking.listTrackers.queryOptions()).data ?? [];
  const reporting = trackers.filter(({ identifier }) => !identifier.startsWith('device:'));
  const [chosen, setChosen] = useState<string | null>(null);
  const [faults, setFaults] = useState<string[]>([]);
  const trackerId = chosen ?? (reporting[0] === undefined ? null : String(reporting[0].id));
  const drive = useMutation({
    mutationFn: () =>
      client.tracking.simulateTracker({
        trackerId: Number(trackerId),
        faults: trackerFaults.filter((fault) => faults.includes(fault)),
      }),
  });
  if (reporting.length === 0) return null;
  return (
    <Stack gap="xs" role="group" aria-label={t('map.trial')}>
      <Group align="end" gap="xs">
        <Select
          label={t('map.trial')}
          allowDeselect={false}
          data={reporting.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={trackerId}
          onChange={setChosen}
        />
        <Button
          variant="default"
          leftSection={<IconRoute size={16} />}
          loading={drive.isPending}
          onClick={() => drive.mutate()}
        >
          {t('map.drive')}
        </Button>
      </Group>
      <Checkbox.Group aria-label={t('devices.faults')} value={faults} onChange={setFaults}>
        <SimpleGrid cols={2} spacing={6}>
          {trackerFaults.map((fault) => (
            <Checkbox key={fault} size="xs" value={fault} label={word('trackerFault', fault)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      {drive.error === null ? null : <FailureAlert sentence={sentenceOfError(drive.error)} />}
      {drive.data === undefined ? null : (
        <Text size="sm" role="status">
          {t('map.driven', drive.data)}
        </Text>
      )}
    </Stack>
  );
}
