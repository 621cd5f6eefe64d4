import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCalendarShare } from '@tabler/icons-react';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { ReminderSettings } from './reminder-settings.ts';
import classes from './reminders.module.css';

/** A calendar file in a folder, which calendars subscribe to. */
export function FeedPanel({ settings: { feedFolder, feedAt, feedProblem } }: { settings: ReminderSettings }) {
  const language = useLanguage();
  const choose = useAction(() => client.reminders.chooseFeedFolder({ language }));
  const drop = useAction(() => client.reminders.dropFeed());
  return (
    <Panel title={t('reminders.feed')}>
      <p className={classes['hint']}>{t('reminders.feedHint')}</p>
      {feedFolder === null ? null : (
        <Text size="sm" my="xs">
          {t('reminders.feedIn', { folder: feedFolder, at: formatInstant(feedAt) })}
        </Text>
      )}
      {feedProblem === null ? null : (
        <Alert color="red" variant="light" my="xs">
          {t('reminders.feedProblem', { reason: feedProblem })}
        </Alert>
      )}
      <Group gap="xs" mt="sm">
        <Button
          variant={feedFolder === null ? 'filled' : 'default'}
          leftSection={<IconCalendarShare size={16} />}
          loading={choose.isPending}
          onClick={() => choose.mutate(undefined)}
        >
          {t('reminders.feedChoose')}
        </Button>
        {feedFolder === null ? null : (
          <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate(undefined)}>
            {t('reminders.feedDrop')}
          </Button>
        )}
      </Group>
    </Panel>
  );
}
