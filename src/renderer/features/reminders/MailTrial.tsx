import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import * as z from 'zod';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { ReminderSettings } from './reminder-settings.ts';

/** Whether mails arrive, what came of the last time, and the way to send at once or not at all. */
export function MailTrial({ settings, from }: { settings: ReminderSettings; from: string }) {
  const language = useLanguage();
  const [to, setTo] = useState(from);
  const test = useAction(
    async (address: string) => {
      await client.reminders.testMail({ to: address, language });
      return address;
    },
    (address) => announce(t('reminders.tested', { to: address })),
  );
  const send = useAction(
    () => client.reminders.sendMails(),
    ({ mails }) => announce(t('reminders.sent', { count: mails })),
  );
  const remove = useAction(() => client.reminders.saveMailServer({ server: null, password: '' }));
  const { mailedAt, mailProblem } = settings;
  return (
    <Panel title={t('reminders.test')}>
      {mailProblem === null ? null : (
        <Alert color="red" variant="light" mb="sm">
          {t('reminders.mailProblem', { reason: mailProblem })}
        </Alert>
      )}
      <Group align="end" gap="xs">
        <TextInput
          label={t('reminders.testTo')}
          miw={240}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          leftSection={<IconSend size={16} />}
          loading={test.isPending}
          disabled={!z.email().safeParse(to).success}
          onClick={() => test.mutate(to)}
        >
          {t('reminders.test')}
        </Button>
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate(undefined)}>
          {t('reminders.sendNow')}
        </Button>
        <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {t('reminders.removeServer')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {mailedAt === null ? t('reminders.neverMailed') : t('reminders.mailedAt', { at: formatInstant(mailedAt) })}
      </Text>
    </Panel>
  );
}
