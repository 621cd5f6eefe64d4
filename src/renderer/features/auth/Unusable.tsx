import { Button, Code, Stack, Text } from '@mantine/core';
import type { SessionStatus } from '#shared/features/auth/model.ts';
import { refetchSession } from '#renderer/rpc/client.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { t } from '#renderer/ui/text/t.ts';
import { Entrance } from './Entrance.tsx';

/** The data folder can't be opened: why, where it lies, what to do. */
export function Unusable({ status }: { status: SessionStatus }) {
  return (
    <Entrance title={t('auth.unusable')}>
      <Stack gap="md">
        <Text>{sentenceOfCode('storage', status.problem ?? 'CORRUPT', {})}</Text>
        <Text size="sm" c="dimmed">
          {t('auth.dataFolder')} <Code>{status.dataFolder}</Code>
        </Text>
        <Button onClick={() => void refetchSession()}>{t('action.tryAgain')}</Button>
      </Stack>
    </Entrance>
  );
}
