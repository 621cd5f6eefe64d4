import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import { useDayBegun } from './use-day-begun.ts';

/** A date comes by the clock, and no change tells of it. Milliseconds. */
const askAgain = 10 * 60_000;

/** How many dates press, in sight whatever page is open. */
export function RemindersIndicator() {
  const may = useMay();
  const begun = useDayBegun();
  const counts = useQuery(
    rpc.reminders.counts.queryOptions({ enabled: begun && may('asset.view'), refetchInterval: askAgain }),
  ).data;
  if (counts === undefined) return null;
  const pressing = counts.overdue + counts.today;
  const label = t('reminders.indicator', { count: pressing });
  return (
    <Tooltip label={label}>
      <Indicator disabled={pressing === 0} color={counts.overdue > 0 ? 'red' : 'yellow'} size={9} offset={6}>
        <ActionIcon
          component="a"
          href={hrefTo('/reminders')}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={label}
        >
          <IconBell size={18} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
