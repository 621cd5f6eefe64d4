import { Alert } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rpc } from '#renderer/rpc/client.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Says that the clock of this computer was set, since due dates and the order of what happened hang on it. */
export function ClockBar() {
  const { data } = useQuery(rpc.application.clock.queryOptions());
  const [seen, setSeen] = useState<string | null>(null);
  const moved = data?.moved ?? null;
  if (moved === null || moved.after === seen) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      mb="sm"
      icon={<IconClockExclamation aria-hidden />}
      title={t(moved.seconds < 0 ? 'application.clockBack' : 'application.clockAhead', {
        minutes: Math.round(Math.abs(moved.seconds) / 60),
      })}
      withCloseButton
      closeButtonLabel={t('action.close')}
      onClose={() => setSeen(moved.after)}
    >
      {t('application.clockMovedHint', { before: formatInstant(moved.before), after: formatInstant(moved.after) })}
    </Alert>
  );
}
