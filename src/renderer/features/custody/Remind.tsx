import { Button, Group, Loader, Text, TextInput, Textarea } from '@mantine/core';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

type Way = 'copied' | 'mail' | 'file';

/** One text over everything that somebody should have brought back: copied, saved as a mail, or sent already. */
export function Remind({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const language = useLanguage();
  const input = { assetId: asset.id, language };
  const query = useQuery(rpc.custody.prepareReminder.queryOptions({ input }));
  const reminder = query.data;
  const note = useMutation({
    mutationFn: async (way: Way): Promise<Way | null> => {
      if (way === 'file') return (await client.custody.saveReminder(input)).path === null ? null : way;
      if (way === 'copied') await navigator.clipboard.writeText(reminder?.text ?? '');
      await client.custody.noteReminder({ custodyIds: reminder?.custodyIds ?? [], way });
      return way;
    },
    onSuccess: (way) => {
      // Nothing was chosen in the dialog of the system: the reminder is still to be sent.
      if (way === null) return;
      announce(t(`reminder.${way}`));
      onClose();
    },
  });
  const error = query.error ?? note.error;
  return (
    <FormModal
      title={t('reminder.title', { name: reminder?.name ?? '', tag: asset.tag })}
      submitLabel={t('reminder.copy')}
      submitDisabled={reminder === undefined}
      busy={note.isPending}
      failure={error === null ? null : sentenceOfError(error)}
      size="lg"
      onSubmit={() => {
        if (reminder !== undefined) note.mutate('copied');
      }}
      onClose={onClose}
    >
      {reminder === undefined ? (
        <Loader size="sm" />
      ) : (
        <>
          <TextInput label={t('reminder.to')} readOnly value={reminder.to ?? t('reminder.noAddress')} />
          <TextInput label={t('reminder.subjectLine')} readOnly value={reminder.subject} />
          <Textarea label={t('reminder.text')} readOnly autosize minRows={6} value={reminder.text} />
          <Text size="sm" c="dimmed">
            {t('reminder.hint')}
          </Text>
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconDeviceFloppy size={16} />}
              disabled={note.isPending}
              onClick={() => note.mutate('file')}
            >
              {t('reminder.save')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconSend size={16} />}
              disabled={note.isPending}
              onClick={() => note.mutate('mail')}
            >
              {t('reminder.wasSent')}
            </Button>
          </Group>
        </>
      )}
    </FormModal>
  );
}
