import { Menu } from '@mantine/core';
import { IconCalendar, IconClockPause } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

const steps = [
  { days: 1, name: 'reminders.tomorrow' },
  { days: 7, name: 'reminders.inAWeek' },
  { days: 30, name: 'reminders.inAMonth' },
] as const;

/** Until when something is put off: one of the usual steps, or a day. */
export function SnoozeMenu({ snooze, children }: { snooze: (until: string) => void; children: ReactNode }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          {steps.map(({ days, name }) => {
            const until = addDays(today(), days);
            return (
              <Menu.Item
                key={name}
                leftSection={<IconClockPause size={15} />}
                rightSection={
                  <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: 12 }}>{formatDay(until)}</span>
                }
                onClick={() => snooze(until)}
              >
                {t(name)}
              </Menu.Item>
            );
          })}
          <Menu.Item leftSection={<IconCalendar size={15} />} onClick={() => setAsking(true)}>
            {t('reminders.chooseDay')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <ChooseDay
          choose={(until) => {
            setAsking(false);
            snooze(until);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function ChooseDay({ choose, onClose }: { choose: (until: string) => void; onClose: () => void }) {
  const tomorrow = addDays(today(), 1);
  const [until, setUntil] = useState<string | null>(addDays(today(), 14));
  return (
    <FormModal
      title={t('reminders.snoozeUntil')}
      submitLabel={t('reminders.snooze')}
      submitDisabled={until === null || until < tomorrow}
      size="sm"
      onSubmit={() => {
        if (until !== null) choose(until);
      }}
      onClose={onClose}
    >
      <DayField label={t('reminders.day')} value={until} minDate={tomorrow} onChange={setUntil} data-autofocus />
    </FormModal>
  );
}
