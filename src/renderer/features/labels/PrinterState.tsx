import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlugConnectedX, IconQuestionMark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { findText, t, word } from '#renderer/ui/text/t.ts';

const look = {
  ready: { tone: 'good', icon: IconCheck },
  fault: { tone: 'bad', icon: IconAlertTriangle },
  silent: { tone: 'warn', icon: IconQuestionMark },
  unreachable: { tone: 'bad', icon: IconPlugConnectedX },
} as const;

/** Asks the printer itself how it is: paper, head, ribbon. */
export function PrinterState({ id }: { id: number }) {
  const query = useQuery(
    rpc.labels.printerStatus.queryOptions({ input: { id }, staleTime: 5000, refetchInterval: 15_000 }),
  );
  const state = query.data?.state;
  return (
    <Group gap="xs">
      {state === undefined ? (
        <Text size="sm" c="dimmed">
          {t('labels.asking')}
        </Text>
      ) : (
        <StatusBadge tone={look[state].tone} icon={look[state].icon} label={word('printerState', state)} />
      )}
      {(query.data?.faults ?? []).map((fault) => (
        <Text key={fault} size="sm">
          {findText(`printerFault.${fault}`) ?? fault}
        </Text>
      ))}
      <Button size="compact-xs" variant="subtle" loading={query.isFetching} onClick={() => void query.refetch()}>
        {t('labels.askAgain')}
      </Button>
    </Group>
  );
}
