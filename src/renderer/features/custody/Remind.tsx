import { useMutation, useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { ReminderForm } from '#renderer/ui/ReminderForm.tsx';
import type { ReminderWay } from '#renderer/ui/ReminderForm.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

/** One text over everything that somebody should have brought back: copied, saved as a mail, or sent already. */
export function Remind({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const language = useLanguage();
  const input = { assetId: asset.id, language };
  const query = useQuery(rpc.custody.prepareReminder.queryOptions({ input }));
  const reminder = query.data;
  const note = useMutation({
    mutationFn: async (way: ReminderWay): Promise<ReminderWay | null> => {
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
    <ReminderForm
      title={t('reminder.title', { name: reminder?.name ?? '', tag: asset.tag })}
      draft={reminder}
      failure={error === null ? null : sentenceOfError(error)}
      busy={note.isPending}
      send={(way) => note.mutate(way)}
      onClose={onClose}
    />
  );
}
