import { Group, ScrollArea, SegmentedControl, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accessDecisions } from '#shared/features/auth/model.ts';
import type { AccessDecision } from '#shared/features/auth/model.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { useRoleName } from './role-name.ts';
import { useSession } from './session.ts';

/** Every role of everybody, each with the question whether it is needed still. */
export function ReviewForm({ onClose }: { onClose: () => void }) {
  const roleName = useRoleName();
  const { operator: own } = useSession();
  const operators = useQuery(rpc.auth.listOperators.queryOptions()).data ?? [];
  const [from, setFrom] = useState<string | null>(addMonths(today(), -3));
  const [to, setTo] = useState<string | null>(today());
  const [note, setNote] = useState('');
  const [withdrawn, setWithdrawn] = useState<ReadonlySet<string>>(new Set());
  const second = operators.some(({ id, active, roles }) => active && id !== own.id && roles.includes('administrator'));
  const looked = operators
    .filter(({ id, active }) => active && (id !== own.id || !second))
    .flatMap(({ id: operatorId, displayName, roles }) =>
      roles.map((role) => ({ key: `${operatorId} ${role}`, operatorId, displayName, role })),
    );
  const save = useMutation({
    mutationFn: () =>
      client.auth.reviewAccess({
        from: from ?? today(),
        to: to ?? today(),
        note: note.trim(),
        decisions: looked.map(({ key, operatorId, role }): AccessDecision => ({
          operatorId,
          role,
          decision: withdrawn.has(key) ? 'withdraw' : 'keep',
        })),
      }),
    onSuccess: () => {
      announce(t('auth.reviewed'));
      onClose();
    },
  });
  const decide = (key: string, decision: string) => {
    const next = new Set(withdrawn);
    if (decision === 'withdraw') next.add(key);
    else next.delete(key);
    setWithdrawn(next);
  };
  return (
    <FormModal
      title={t('auth.reviewTitle')}
      submitLabel={t('auth.reviewSave')}
      size={680}
      busy={save.isPending}
      submitDisabled={from === null || to === null || looked.length === 0}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('auth.reviewHint')}</Text>
      <Group grow align="start">
        <DayField label={t('auth.reviewFrom')} clearable={false} value={from} onChange={setFrom} />
        <DayField label={t('auth.reviewTo')} clearable={false} value={to} onChange={setTo} />
      </Group>
      <ScrollArea.Autosize mah={340} type="auto" offsetScrollbars>
        <Table aria-label={t('auth.reviewTitle')}>
          <Table.Tbody>
            {looked.map(({ key, displayName, role }) => (
              <Table.Tr key={key}>
                <Table.Td>{displayName}</Table.Td>
                <Table.Td>{roleName(role)}</Table.Td>
                <Table.Td ta="right">
                  <SegmentedControl
                    size="xs"
                    aria-label={t('auth.reviewOf', { name: displayName, role: roleName(role) })}
                    data={accessDecisions.map((value) => ({ value, label: word('accessDecision', value) }))}
                    value={withdrawn.has(key) ? 'withdraw' : 'keep'}
                    onChange={(value) => decide(key, value)}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {second ? (
        <Text size="xs" c="dimmed">
          {t('auth.reviewOwn')}
        </Text>
      ) : null}
      <TextInput
        label={t('auth.reviewNote')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
