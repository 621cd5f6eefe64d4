import { Group, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import * as z from 'zod';
import { mailSecurities } from '#shared/features/reminders/model.ts';
import type { MailServer } from '#shared/features/reminders/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { MailTrial } from './MailTrial.tsx';
import type { ReminderSettings } from './reminder-settings.ts';
import classes from './reminders.module.css';

const ports = { starttls: 587, tls: 465, none: 25 } as const;

const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

type MailForm = Omit<MailServer, 'headTo'> & { headTo: string; password: string };

const isAddress = (value: string) => z.email().safeParse(value).success;

/** The organisation's own server, over which mails go out. */
export function MailServerPanel({ settings }: { settings: ReminderSettings }) {
  const { mail, hasPassword } = settings;
  const language = useLanguage();
  const form = useForm<MailForm>({
    initialValues: {
      ...(mail ?? { host: '', port: ports.starttls, security: 'starttls', username: '', from: '', language }),
      headTo: mail?.headTo ?? '',
      password: '',
    },
    validate: {
      host: (value) => (value.trim() === '' ? t('issue.required') : null),
      from: (value) => (isAddress(value) ? null : t('reminders.badAddress', { address: value })),
      headTo: (value) =>
        value.trim() === '' || isAddress(value) ? null : t('reminders.badAddress', { address: value }),
      security: (value, { username }) =>
        value === 'none' && username.trim() !== '' ? t('reminders.noPlainPassword') : null,
    },
  });
  const save = useMutation({
    mutationFn: ({ password, headTo, ...server }: MailForm) =>
      client.reminders.saveMailServer({
        server: { ...server, headTo: headTo.trim() === '' ? null : headTo },
        password: password === '' ? null : password,
      }),
    onSuccess: (_saved, values) => {
      form.setValues({ ...values, password: '' });
      form.resetDirty({ ...values, password: '' });
      announce(t('setup.saved'));
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <>
      <SettingsForm
        title={t('reminders.mailServer')}
        changed={form.isDirty()}
        busy={save.isPending}
        failure={save.error === null ? null : sentenceOfError(save.error)}
        save={() => form.onSubmit((values) => save.mutate(values))()}
      >
        <p className={classes['hint']}>{t('reminders.mailServerHint')}</p>
        <Group grow align="start" preventGrowOverflow={false}>
          <TextInput label={t('reminders.host')} placeholder="mail.example.com" {...form.getInputProps('host')} />
          <Select
            label={t('reminders.security')}
            data={mailSecurities.map((value) => ({ value, label: word('mailSecurity', value) }))}
            allowDeselect={false}
            {...form.getInputProps('security')}
            onChange={(value) => {
              const security = mailSecurities.find((each) => each === value) ?? 'starttls';
              form.setValues({ security, port: ports[security] });
            }}
          />
          <NumberInput
            label={t('reminders.port')}
            min={1}
            max={65_535}
            allowDecimal={false}
            hideControls
            maw={110}
            {...form.getInputProps('port')}
          />
        </Group>
        <Group grow align="start">
          <TextInput
            label={t('reminders.username')}
            description={t('reminders.usernameHint')}
            autoComplete="off"
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('reminders.password')}
            description={t(hasPassword ? 'reminders.passwordKept' : 'reminders.passwordHint')}
            placeholder={hasPassword ? '••••••••' : ''}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-hidden': true }}
            {...form.getInputProps('password')}
          />
        </Group>
        <Group grow align="start">
          <TextInput label={t('reminders.from')} placeholder="it@example.com" {...form.getInputProps('from')} />
          <Select
            label={t('reminders.mailLanguage')}
            data={languages}
            allowDeselect={false}
            {...form.getInputProps('language')}
          />
        </Group>
        <TextInput
          label={t('reminders.headTo')}
          description={t('reminders.headToHint')}
          placeholder="audit@example.com"
          {...form.getInputProps('headTo')}
        />
      </SettingsForm>
      {mail === null ? null : <MailTrial settings={settings} from={mail.from} />}
    </>
  );
}
