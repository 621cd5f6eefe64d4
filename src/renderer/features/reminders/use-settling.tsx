import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Reminder, ReminderKey } from '#shared/features/reminders/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

export const keysOf = (reminders: readonly Reminder[]): ReminderKey[] =>
  reminders.map(({ kind, subject, day }) => ({ kind, subject, day }));

const notice = 'reminders-settled';

/** Says what was done, and takes it back while it is read. */
function announceWithUndo(message: string, undo: () => void): void {
  notifications.hide(notice);
  notifications.show({
    id: notice,
    color: 'green',
    autoClose: 8000,
    message: (
      <Group justify="space-between" gap="xs">
        {message}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(notice);
            undo();
          }}
        >
          {t('reminders.undo')}
        </Button>
      </Group>
    ),
  });
}

/** Putting off, dealing with and opening again, each of which can be taken back. */
export function useSettling() {
  const reopen = useAction((keys: ReminderKey[]) => client.reminders.settle({ keys, done: false }));
  const snooze = useAction(
    async ({ keys, until }: { keys: ReminderKey[]; until: string }) => {
      await client.reminders.snooze({ keys, until });
      return { keys, until };
    },
    ({ keys, until }) =>
      announceWithUndo(t('reminders.wasSnoozed', { count: keys.length, day: formatDay(until) }), () =>
        reopen.mutate(keys),
      ),
  );
  const settle = useAction(
    async ({ keys, note }: { keys: ReminderKey[]; note: string }) => {
      await client.reminders.settle({ keys, done: true, note });
      return keys;
    },
    (keys) => announceWithUndo(t('reminders.wasSettled', { count: keys.length }), () => reopen.mutate(keys)),
  );
  return { reopen, snooze, settle };
}
