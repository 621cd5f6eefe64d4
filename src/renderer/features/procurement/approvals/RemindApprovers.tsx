import { useMutation, useQuery } from '@tanstack/react-query';
import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { ReminderForm } from '#renderer/ui/ReminderForm.tsx';
import type { ReminderWay } from '#renderer/ui/ReminderForm.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What to write to those who have to decide: copied, saved as a mail, or sent already. */
export function RemindApprovers({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const language = useLanguage();
  const input = { approvalId: proposal.id, language };
  const query = useQuery(rpc.procurement.prepareApprovalReminder.queryOptions({ input }));
  const draft = query.data;
  const note = useMutation({
    mutationFn: async (way: ReminderWay): Promise<ReminderWay | null> => {
      if (way === 'file') return (await client.procurement.saveApprovalReminder(input)).path === null ? null : way;
      if (way === 'copied') await navigator.clipboard.writeText(draft?.text ?? '');
      await client.procurement.noteApprovalReminder({ approvalId: proposal.id, way });
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
  const to = draft?.to.map(({ name, address }) => `${name} <${address}>`).join(', ') ?? '';
  return (
    <ReminderForm
      title={t('approvalReminder.title', { number: proposal.requisition.number })}
      draft={draft === undefined ? undefined : { ...draft, to: to === '' ? null : to }}
      failure={error === null ? null : sentenceOfError(error)}
      busy={note.isPending}
      send={(way) => note.mutate(way)}
      onClose={onClose}
    />
  );
}
