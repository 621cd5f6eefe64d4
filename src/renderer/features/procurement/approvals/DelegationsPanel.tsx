import { Button, Select, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

/** Who casts whose votes, and until when. */
export function DelegationsPanel() {
  const query = useQuery(rpc.procurement.listDelegations.queryOptions());
  const mayDelegate = useMay()('request.approve');
  const { operator } = useSession();
  const [adding, setAdding] = useState(false);
  const revoking = useAction((id: number) => client.procurement.revokeDelegation({ id }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const rows = query.data ?? [];
  return (
    <Panel
      title={t('procurement.delegations')}
      flush
      actions={
        mayDelegate ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            {t('procurement.delegate')}
          </Button>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('procurement.noDelegations')}
        </Text>
      ) : (
        <ul className={classes['idle']}>
          {rows.map(({ id, from, to, startsOn, endsOn, reason }) => (
            <li key={id}>
              <span>
                {t('procurement.standsFor', { to: to.name, from: from.name })}
                <span className={classes['quiet']}>
                  {' '}
                  · {formatDay(startsOn)} – {formatDay(endsOn)} · {reason}
                </span>
              </span>
              {from.id === operator.id ? (
                <Button size="compact-xs" variant="default" onClick={() => revoking.mutate(id)}>
                  {t('procurement.revoke')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {adding ? <DelegateForm onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function DelegateForm({ onClose }: { onClose: () => void }) {
  const { operator } = useSession();
  const approvers = useQuery(rpc.procurement.listApprovers.queryOptions()).data ?? [];
  const [toId, setToId] = useState<string | null>(null);
  const [startsOn, setStartsOn] = useState<string | null>(today());
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const saving = useMutation({
    mutationFn: () =>
      client.procurement.delegate({
        toId: Number(toId),
        startsOn: startsOn ?? '',
        endsOn: endsOn ?? '',
        reason: reason.trim(),
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('procurement.delegate')}
      submitLabel={t('procurement.delegate')}
      submitDisabled={toId === null || startsOn === null || endsOn === null || reason.trim() === ''}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('procurement.delegateTo')}
        data-autofocus
        data={approvers
          .filter(({ id }) => id !== operator.id)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        nothingFoundMessage={t('procurement.noApprovers')}
        value={toId}
        onChange={setToId}
      />
      <DayField label={t('procurement.startsOn')} value={startsOn} onChange={setStartsOn} />
      <DayField label={t('procurement.endsOn')} value={endsOn} onChange={setEndsOn} />
      <TextInput
        label={t('procurement.why')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
