import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { DeviceConnection, DeviceKind, DeviceState, Proposal } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import { spaced } from './spaced.ts';

interface ProbePanelProps {
  connection: DeviceConnection;
  kind: DeviceKind;
  onTake: (proposal: Proposal) => void;
}

interface Heard {
  state: DeviceState;
  hex: string;
  proposal: Proposal | null;
}

const nothingMissed = () => undefined;

/** Listens to a device before it is set up: what comes of a test scan, and what that says about the settings. */
export function ProbePanel({ connection, kind, onTake }: ProbePanelProps) {
  const [heard, setHeard] = useState<Heard | null>(null);
  const open = useCallback(
    (signal: AbortSignal) => client.devices.probe({ connection, kind }, { signal }),
    [connection, kind],
  );
  useStream(open, setHeard, nothingMissed);
  const proposal = heard?.proposal ?? null;
  const proposed = proposal?.kind ?? null;
  return (
    <Stack gap={6} role="status">
      <Text size="sm">
        {heard?.state === 'ready' ? t('devices.scanTest') : word('deviceState', heard?.state ?? 'connecting')}
      </Text>
      {heard === null || heard.hex === '' ? null : <Code block>{spaced(heard.hex)}</Code>}
      {proposed === null || proposal === null ? null : (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">
            {t('devices.looksLike', { kind: word('deviceKind', proposed), codes: proposal.codes.join(', ') })}
          </Text>
          <Button size="compact-sm" variant="default" flex="none" onClick={() => onTake(proposal)}>
            {t('devices.takeProposal')}
          </Button>
        </Group>
      )}
      {proposal === null || proposal.advice === null ? null : (
        <Text size="sm">{findText(`deviceAdvice.${proposal.advice}`)}</Text>
      )}
    </Stack>
  );
}
