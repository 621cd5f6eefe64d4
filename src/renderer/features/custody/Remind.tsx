import { Loader, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

/** One text over everything that somebody should have brought back: copied for a mail, and kept that it was. */
export function Remind({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const language = useLanguage();
  const query = useQuery(rpc.custody.prepareReminder.queryOptions({ input: { assetId: asset.id, language } }));
  const reminder = query.data;
  const note = useMutation({
    mutationFn: async (copied: { text: string; custodyIds: number[] }) => {
      await navigator.clipboard.writeText(copied.text);
      await client.custody.noteReminder({ custodyIds: copied.custodyIds });
    },
    onSuccess: () => {
      announce(t('reminder.copied'));
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
        if (reminder !== undefined) note.mutate(reminder);
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
        </>
      )}
    </FormModal>
  );
}
