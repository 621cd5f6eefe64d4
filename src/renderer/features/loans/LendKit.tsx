import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kit } from '#shared/features/loans/kit-contract.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Hands over everything of a kit that is there. */
export function LendKit({ kit, onClose }: { kit: Kit; onClose: () => void }) {
  const [person, setPerson] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const missing = kit.parts.filter(({ state }) => state !== 'present');
  const lend = useMutation({
    mutationFn: () =>
      client.loans.handOverKit({ id: kit.id, custodian: { kind: 'person', id: Number(person) }, dueOn }),
    onSuccess: ({ tags, missing: left }) => {
      const facts = { name: kit.name, count: tags.length, missing: left.join(', ') };
      announce(t(left.length === 0 ? 'kit.lent' : 'kit.lentIncomplete', facts));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.checkOutTitle', { tag: kit.name })}
      submitLabel={t('custody.checkOut')}
      submitDisabled={person === null}
      busy={lend.isPending}
      failure={lend.error === null ? null : sentenceOfError(lend.error)}
      onSubmit={() => lend.mutate()}
      onClose={onClose}
    >
      {missing.length === 0 ? null : (
        <Text size="sm" c="var(--qm-warn)">
          {t('kit.goesWithout', {
            list: missing.map(({ asset, category }) => asset?.tag ?? category?.name).join(', '),
          })}
        </Text>
      )}
      <PersonSelect label={t('entity.person')} value={person} onChange={setPerson} autoFocus />
      <DayField label={t('desk.loanUntil')} minDate={today()} value={dueOn} onChange={setDueOn} />
    </FormModal>
  );
}
