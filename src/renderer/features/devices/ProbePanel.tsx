import { Button, Code, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { DeviceConnection, DeviceKind, DeviceState, Proposal } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { bytesAsText } from './bytes-as-text.ts';

interface ProbePanelProps {
  connection: DeviceConnection;
  kind: DeviceKind;
  onTake: (proposal: Proposal) => void;
  onAdvice: (advice: NonNullable<Proposal['advice']>) => void;
}

interface Heard {
  state: DeviceState;
  hex: string;
  proposal: Proposal | null;
}

const nothingMissed = () => undefined;

/** How far listening is, in one sentence that says what to do. */
function sentenceOf(heard: Heard | null): string {
  if (heard === null) return word('deviceState', 'connecting');
  if (heard.state === 'connecting') return word('deviceState', heard.state);
  if (heard.state !== 'ready') return word('deviceStateHint', heard.state);
  return heard.hex === '' ? t('devices.scanTest') : t('devices.heard');
}

/**
 * Listens to a device before it is set up: what comes of a test scan, and what that says about the settings. Mounted
 * anew for other settings, it listens with these.
 */
export function ProbePanel({ connection, kind, onTake, onAdvice }: ProbePanelProps) {
  const [asked] = useState({ connection, kind });
  const [heard, setHeard] = useState<Heard | null>(null);
  const open = useCallback((signal: AbortSignal) => client.devices.probe(asked, { signal }), [asked]);
  useStream(open, setHeard, nothingMissed);
  const proposal = heard?.proposal ?? null;
  const proposed = proposal?.kind ?? null;
  const advice = proposal?.advice ?? null;
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs" role="status" aria-label={t('devices.listen')}>
        <Group gap="xs" wrap="nowrap">
          {proposed === null ? <Loader size={14} aria-hidden /> : null}
          <Text size="sm">{sentenceOf(heard)}</Text>
        </Group>
        {heard === null || heard.hex === '' ? null : (
          <Code block mah={110}>
            {bytesAsText(heard.hex)}
          </Code>
        )}
        {proposed === null || proposal === null ? null : (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">
              {proposal.codes.length === 0
                ? t('devices.looksLikeKind', { kind: word('deviceKind', proposed) })
                : t('devices.looksLike', {
                    kind: word('deviceKind', proposed),
                    codes: proposal.codes.slice(-3).join(', '),
                  })}
            </Text>
            <Button size="compact-sm" variant="default" flex="none" onClick={() => onTake(proposal)}>
              {t('devices.takeProposal')}
            </Button>
          </Group>
        )}
        {advice === null ? null : (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{word('deviceAdvice', advice)}</Text>
            <Button size="compact-sm" variant="default" flex="none" onClick={() => onAdvice(advice)}>
              {word('deviceAdviceDone', advice)}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
