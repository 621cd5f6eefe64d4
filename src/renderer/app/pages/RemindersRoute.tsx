import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListSwitch } from '#renderer/features/reminders/ListSwitch.tsx';
import { hrefOfReminder } from '#renderer/features/reminders/href-of-reminder.ts';
import { parseReminders } from '#renderer/features/reminders/reminder-search.ts';
import { RemindersPage } from '#renderer/features/reminders/RemindersPage.tsx';

export function RemindersRoute() {
  const search = parseReminders(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <RemindersPage
      search={search}
      show={(next) => void navigate({ to: '/reminders', search: next, replace: true })}
      open={(reminder) => {
        window.location.hash = hrefOfReminder(reminder);
      }}
      actions={<ListSwitch shown="due" choose={(shown) => shown === 'all' && void navigate({ to: '/expiries' })} />}
    />
  );
}
