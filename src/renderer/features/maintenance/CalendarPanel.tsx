import { ActionIcon, Button, Group, Loader, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { dateFormat } from '#renderer/ui/text/formatters.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { CalendarDays } from './CalendarDays.tsx';
import { daysOf, spans } from './calendar-weeks.ts';
import type { Span } from './calendar-weeks.ts';

interface CalendarPanelProps {
  open: (orderId: number) => void;
  showDay: (day: string) => void;
}

/** Work by the day it is planned for; dragging it to another day plans it anew. */
export function CalendarPanel({ open, showDay }: CalendarPanelProps) {
  const may = useMay();
  const { operator } = useSession();
  const [remembered, setSpan] = useRemembered('maintenanceSpan', 'month');
  const span: Span = remembered === 'week' ? 'week' : 'month';
  const [anchor, setAnchor] = useState(today());
  const [mine, setMine] = useState(false);
  const days = daysOf(span, anchor);
  const [from = anchor] = days;
  const query = useQuery(
    rpc.maintenance.calendar.queryOptions({
      input: {
        from,
        to: days.at(-1) ?? from,
        perDay: span === 'month' ? 3 : 12,
        ...(mine ? { assigneeId: operator.id } : {}),
      },
      placeholderData: keepPreviousData,
    }),
  );
  const replan = useAction(
    (move: { id: number; version: number; plannedOn: string }) => client.maintenance.replan(move),
    () => void query.refetch(),
  );
  const step = (steps: number) =>
    setAnchor(span === 'week' ? addDays(anchor, 7 * steps) : addMonths(`${anchor.slice(0, 8)}01`, steps));
  const title = dateFormat({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <ActionIcon variant="default" size={36} aria-label={t('calendar.before')} onClick={() => step(-1)}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <Button variant="default" onClick={() => setAnchor(today())}>
          {t('calendar.today')}
        </Button>
        <ActionIcon variant="default" size={36} aria-label={t('calendar.after')} onClick={() => step(1)}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Text fw={650} size="lg" px="xs" miw={180} role="status">
          {title.format(new Date(`${span === 'month' ? anchor : from}T00:00:00Z`))}
        </Text>
        <SegmentedControl
          aria-label={t('calendar.span')}
          data={spans.map((value) => ({ value, label: word('maintenanceSpan', value) }))}
          value={span}
          onChange={setSpan}
        />
        <Switch
          label={t('maintenance.onlyMine')}
          checked={mine}
          onChange={(event) => setMine(event.currentTarget.checked)}
        />
      </Group>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.data === undefined ? (
        query.error === null ? (
          <Loader size="sm" />
        ) : null
      ) : (
        <CalendarDays
          days={query.data}
          month={span === 'month' ? anchor.slice(0, 7) : null}
          open={open}
          showDay={showDay}
          move={
            may('maintenance.work')
              ? (order, plannedOn) =>
                  replan.mutate(
                    { id: order.id, version: order.version, plannedOn },
                    {
                      onSuccess: () =>
                        announce(t('maintenance.replanned', { tag: order.asset.tag, day: formatDay(plannedOn) })),
                    },
                  )
              : null
          }
        />
      )}
      <Text size="xs" c="dimmed">
        {t('maintenance.calendarKeys')}
      </Text>
    </Stack>
  );
}
