import { useMutation, useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { ReminderForm } from '#renderer/ui/ReminderForm.tsx';
import type { ReminderWay } from '#renderer/ui/ReminderForm.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

/** One text to somebody who leaves over everything that he still has. */
export function LeaverMail({ person, onClose }: { person: { id: number; name: string }; onClose: () => void }) {
  const language = useLanguage();
  const input = { personId: person.id, language };
  const query = useQuery(rpc.roleRuns.prepareLeaverMail.queryOptions({ input }));
  const mail = query.data;
  const send = useMutation({
    mutationFn: async (way: ReminderWay): Promise<ReminderWay | null> => {
      if (way === 'copied') await navigator.clipboard.writeText(mail?.text ?? '');
      const { path } = await client.roleRuns.remindLeaver({ ...input, way });
      return way === 'file' && path === null ? null : way;
    },
    onSuccess: (way) => {
      // Nothing was chosen in the dialog of the system: the reminder is still to be sent.
      if (way === null) return;
      announce(t(`reminder.${way}`));
      onClose();
    },
  });
  const error = query.error ?? send.error;
  return (
    <ReminderForm
      title={t('reminder.remindOf', { name: person.name })}
      draft={mail}
      failure={error === null ? null : sentenceOfError(error)}
      busy={send.isPending}
      send={(way) => send.mutate(way)}
      onClose={onClose}
    />
  );
}
