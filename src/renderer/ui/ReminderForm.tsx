import { Button, Group, Loader, Text, TextInput, Textarea } from '@mantine/core';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { FormModal } from './FormModal.tsx';
import { t } from './text/t.ts';

/** How a reminder goes out: its text is copied, a mail was sent already, or one is saved as a file. */
export type ReminderWay = 'copied' | 'mail' | 'file';

interface ReminderFormProps {
  title: string;
  /** Undefined until it is known. */
  draft: { to: string | null; subject: string; text: string } | undefined;
  failure: string | null;
  busy: boolean;
  send: (way: ReminderWay) => void;
  onClose: () => void;
}

/** One text to whoever is to be reminded: read before it is copied, saved as a mail, or marked as sent. */
export function ReminderForm({ title, draft, failure, busy, send, onClose }: ReminderFormProps) {
  return (
    <FormModal
      title={title}
      submitLabel={t('reminder.copy')}
      submitDisabled={draft === undefined}
      busy={busy}
      failure={failure}
      size="lg"
      onSubmit={() => {
        if (draft !== undefined) send('copied');
      }}
      onClose={onClose}
    >
      {draft === undefined ? (
        <Loader size="sm" />
      ) : (
        <>
          <TextInput label={t('reminder.to')} readOnly value={draft.to ?? t('reminder.noAddress')} />
          <TextInput label={t('reminder.subjectLine')} readOnly value={draft.subject} />
          <Textarea label={t('reminder.text')} readOnly autosize minRows={6} value={draft.text} />
          <Text size="sm" c="dimmed">
            {t('reminder.hint')}
          </Text>
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconDeviceFloppy size={16} />}
              disabled={busy}
              onClick={() => send('file')}
            >
              {t('reminder.save')}
            </Button>
            <Button variant="default" leftSection={<IconSend size={16} />} disabled={busy} onClick={() => send('mail')}>
              {t('reminder.wasSent')}
            </Button>
          </Group>
        </>
      )}
    </FormModal>
  );
}
