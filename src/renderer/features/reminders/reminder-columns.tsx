import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconClockPause, IconRotate } from '@tabler/icons-react';
import type { Reminder } from '#shared/features/reminders/model.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatAge, formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { hrefOfReminder } from './href-of-reminder.ts';
import { distanceText, kindIcon, nameOfReminder, urgencyLook } from './reminder-look.ts';
import classes from './reminders.module.css';
import { SnoozeMenu } from './SnoozeMenu.tsx';

interface RowActions {
  snooze: (reminder: Reminder, until: string) => void;
  settle: (reminder: Reminder) => void;
  reopen: (reminder: Reminder) => void;
}

/** What was said about it, or how it stands to today. */
function Standing({ reminder }: { reminder: Reminder }) {
  const { snoozedUntil, doneAt, doneBy, note, urgency } = reminder;
  if (doneAt !== null)
    return (
      <span className={classes['quiet']} title={note ?? undefined}>
        {t('reminders.doneBy', { name: doneBy, age: formatAge(doneAt) })}
        {note === null ? null : `: ${note}`}
      </span>
    );
  if (snoozedUntil !== null)
    return <span className={classes['quiet']}>{t('reminders.until', { day: formatDay(snoozedUntil) })}</span>;
  return <StatusBadge {...urgencyLook[urgency]} label={distanceText(reminder)} />;
}

export function reminderColumns({ snooze, settle, reopen }: RowActions): Column<Reminder>[] {
  return [
    { id: 'day', heading: t('reminders.day'), width: '115px', cell: ({ day }) => formatDay(day) },
    {
      id: 'when',
      heading: t('reminders.when'),
      width: 'minmax(150px, 1fr)',
      cell: (reminder) => <Standing reminder={reminder} />,
    },
    {
      id: 'kind',
      heading: t('reminders.kind'),
      width: 'minmax(150px, 1fr)',
      cell: ({ kind }) => {
        const KindIcon = kindIcon[kind];
        return (
          <span className={classes['kind']}>
            <KindIcon size={15} aria-hidden />
            {word('reminderKind', kind)}
          </span>
        );
      },
    },
    {
      id: 'what',
      heading: t('reminders.what'),
      width: 'minmax(240px, 3fr)',
      cell: (reminder) => (
        <EntityLink href={hrefOfReminder(reminder)}>
          {reminder.label === '' ? null : <b className={classes['label']}>{reminder.label}</b>}
          {reminder.title === '' && reminder.label === '' ? nameOfReminder(reminder) : reminder.title}
        </EntityLink>
      ),
    },
    { id: 'who', heading: t('reminders.who'), width: 'minmax(110px, 1fr)', cell: ({ who }) => who },
    {
      id: 'actions',
      heading: t('licences.actions'),
      width: '86px',
      align: 'end',
      cell: (reminder) => (reminder.mine ? <Buttons reminder={reminder} {...{ snooze, settle, reopen }} /> : null),
    },
  ];
}

function Buttons({ reminder, snooze, settle, reopen }: RowActions & { reminder: Reminder }) {
  const name = nameOfReminder(reminder);
  if (reminder.doneAt !== null || reminder.snoozedUntil !== null)
    return (
      <Tooltip label={t('reminders.reopen')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t('reminders.reopenOne', { name })}
          onClick={() => reopen(reminder)}
        >
          <IconRotate size={16} />
        </ActionIcon>
      </Tooltip>
    );
  return (
    <span className={classes['buttons']}>
      <SnoozeMenu snooze={(until) => snooze(reminder, until)}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          title={t('reminders.snooze')}
          aria-label={t('reminders.snoozeOne', { name })}
        >
          <IconClockPause size={16} />
        </ActionIcon>
      </SnoozeMenu>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        title={t('reminders.settle')}
        aria-label={t('reminders.settleOne', { name })}
        onClick={() => settle(reminder)}
      >
        <IconCheck size={17} />
      </ActionIcon>
    </span>
  );
}
