import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from '#renderer/ui/text/t.ts';
import { announceFailure } from './use-action.ts';

/** Says what was done, with a button that takes it back for as long as the message stands. */
export function announceWithUndo(message: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    color: 'green',
    autoClose: 12_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo().catch(announceFailure);
          }}
        >
          {t('action.undo')}
        </Button>
      </Group>
    ),
  });
}
