import { SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

export function CheckOut({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [kind, setKind] = useState<'person' | 'place'>('person');
  const [id, setId] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const places = usePlaceChoices();
  const loanDays = useQuery(rpc.setup.getSettings.queryOptions()).data?.loanDays ?? 14;
  const checkOut = useMutation({
    mutationFn: () =>
      client.custody.checkOut({
        assetId: asset.id,
        custodian: { kind, id: Number(id) },
        dueOn,
        condition: null,
        note: note.trim() || null,
      }),
    onSuccess: () => {
      announce(t('custody.checkedOut', { tag: asset.tag }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.checkOutTitle', { tag: asset.tag })}
      submitLabel={t('custody.checkOut')}
      submitDisabled={id === null}
      busy={checkOut.isPending}
      failure={checkOut.error === null ? null : sentenceOfError(checkOut.error)}
      onSubmit={() => checkOut.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('custody.toWhom')}
        data={[
          { value: 'person', label: t('custody.toPerson') },
          { value: 'place', label: t('custody.toPlace') },
        ]}
        value={kind}
        onChange={(value) => {
          setKind(value === 'place' ? 'place' : 'person');
          setId(null);
        }}
      />
      {kind === 'person' ? (
        <PersonSelect label={t('entity.person')} value={id} onChange={setId} autoFocus />
      ) : (
        <Select
          label={t('entity.place')}
          data={places}
          searchable
          value={id}
          onChange={setId}
          nothingFoundMessage={t('form.nothingFound')}
        />
      )}
      <Switch
        label={t('custody.asLoan')}
        checked={dueOn !== null}
        onChange={(event) => setDueOn(event.currentTarget.checked ? addDays(today(), loanDays) : null)}
      />
      {dueOn === null ? null : (
        <DayField label={t('desk.loanUntil')} minDate={today()} value={dueOn} onChange={setDueOn} />
      )}
      <TextInput
        label={t('field.note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
