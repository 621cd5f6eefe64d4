import { Button, Indicator } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconGavel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A reminder comes by the clock, and no change tells of it. Milliseconds. */
const askAgain = 10 * 60_000;

/** What waits for the approver, in sight whatever page is open; a reminder comes as a notice that stays until it is closed. */
export function ApprovalsIndicator() {
  const decides = useMay()('request.approve');
  const waiting = useQuery(
    rpc.procurement.proposalsToDecide.queryOptions({ enabled: decides, refetchInterval: askAgain }),
  ).data;
  useReminders(waiting?.reminded);
  if (!decides || waiting === undefined || waiting.count === 0) return null;
  const late = waiting.reminded.length;
  return (
    <Indicator disabled={late === 0} color="red" size={9} offset={3}>
      <Button
        component="a"
        href={hrefTo('/acquire', { tab: 'approvals' })}
        variant="subtle"
        color={late === 0 ? 'gray' : 'red'}
        size="compact-md"
        leftSection={<IconGavel size={17} />}
      >
        {late === 0
          ? t('procurement.toDecide', { count: waiting.count })
          : t('procurement.toDecideLate', { count: waiting.count, late })}
      </Button>
    </Indicator>
  );
}

interface Reminder {
  approvalId: number;
  requisitionId: number;
  number: string;
  remindedAt: string;
  expiresAt: string;
}

/** One notice for all: others must find their place beside it. */
const notice = 'approval-reminders';

/** A reminder that is new brings the notice; it goes when everything is decided, and with the operator. */
function useReminders(reminders: readonly Reminder[] | undefined): void {
  const shown = useRef(new Set<string>());
  useEffect(() => {
    if (reminders === undefined) return;
    const known = shown.current;
    const fresh = reminders.filter((reminder) => !known.has(keyOf(reminder)));
    for (const reminder of fresh) known.add(keyOf(reminder));
    if (reminders.length === 0 || fresh.length > 0) notifications.hide(notice);
    if (fresh.length > 0) notifications.show({ id: notice, color: 'yellow', autoClose: false, ...wordsOf(reminders) });
  }, [reminders]);
  useEffect(() => () => void notifications.hide(notice), []);
}

const keyOf = ({ approvalId, remindedAt }: Reminder) => `${approvalId} ${remindedAt}`;

function wordsOf(reminders: readonly Reminder[]) {
  return {
    title: t('procurement.reminder', { count: reminders.length }),
    message: reminders.slice(0, 3).map(({ approvalId, requisitionId, number, expiresAt }) => (
      <div key={approvalId}>
        <EntityLink href={hrefTo(`/acquire/requisitions/${requisitionId}`)}>{number}</EntityLink>{' '}
        {t('procurement.reminderText', { until: formatDay(expiresAt.slice(0, 10)) })}
      </div>
    )),
  };
}
