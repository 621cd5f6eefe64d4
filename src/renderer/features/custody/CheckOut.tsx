import { Select, SegmentedControl, Switch, TagsInput, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { custodianKinds } from '#shared/features/assets/model.ts';
import type { CustodianKind } from '#shared/features/assets/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { useDepartmentChoices, usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ReservationNote } from './ReservationNote.tsx';
import { conditionChoices, conditionOf } from './condition-choices.ts';

/** Hands an asset to somebody, with all that is agreed about it. */
export function CheckOut({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [kind, setKind] = useState<CustodianKind>('person');
  const [id, setId] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const [chosenAccessories, setAccessories] = useState<string[] | null>(null);
  const expected = useQuery(rpc.custody.expectedFor.queryOptions({ input: { assetId: asset.id } })).data ?? [];
  // What was typed stays; until then what its kind expects stands there.
  const accessories = chosenAccessories ?? expected;
  const [condition, setCondition] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [despite, setDespite] = useState(false);
  const outlook = useQuery(
    rpc.loans.outlook.queryOptions({
      input: { assetId: asset.id, custodian: id === null ? null : { kind, id: Number(id) }, dueOn },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const loanDays = useQuery(rpc.setup.getSettings.queryOptions()).data?.loanDays ?? 14;
  const checkOut = useMutation({
    mutationFn: () =>
      client.custody.checkOut({
        assetId: asset.id,
        custodian: { kind, id: Number(id) },
        dueOn,
        condition: conditionOf(condition),
        note: note.trim() || null,
        purpose: purpose.trim() || null,
        accessories,
        despiteReservation: despite,
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
      submitDisabled={id === null || ((outlook?.takesFrom ?? null) !== null && !despite)}
      busy={checkOut.isPending}
      failure={checkOut.error === null ? null : sentenceOfError(checkOut.error)}
      size="lg"
      onSubmit={() => checkOut.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('custody.toWhom')}
        data={custodianKinds.map((value) => ({ value, label: word('custodyTo', value) }))}
        value={kind}
        onChange={(value) => {
          setKind(custodianKinds.find((each) => each === value) ?? 'person');
          setId(null);
        }}
      />
      <CustodianSelect kind={kind} except={asset.id} value={id} onChange={setId} />
      <Switch
        label={t('custody.asLoan')}
        checked={dueOn !== null}
        onChange={(event) =>
          setDueOn(event.currentTarget.checked ? (outlook?.proposedDueOn ?? addDays(today(), loanDays)) : null)
        }
      />
      {dueOn === null ? null : (
        <DayField label={t('desk.loanUntil')} minDate={today()} value={dueOn} onChange={setDueOn} />
      )}
      {outlook === undefined ? null : <ReservationNote outlook={outlook} despite={despite} goOn={setDespite} />}
      <TextInput
        label={t('custody.purpose')}
        value={purpose}
        maxLength={200}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <TagsInput
        label={t('custody.accessories')}
        description={t('custody.accessoriesHint')}
        maxTags={20}
        value={accessories}
        onChange={setAccessories}
      />
      <Select
        label={t('field.condition')}
        placeholder={t('custody.conditionAsIs')}
        clearable
        data={conditionChoices()}
        value={condition}
        onChange={setCondition}
      />
      <TextInput
        label={t('field.note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}

interface CustodianSelectProps {
  kind: CustodianKind;
  except: number;
  value: string | null;
  onChange: (id: string | null) => void;
}

function CustodianSelect({ kind, except, value, onChange }: CustodianSelectProps) {
  const places = usePlaceChoices();
  const departments = useDepartmentChoices();
  switch (kind) {
    case 'person':
      return <PersonSelect label={t('entity.person')} value={value} onChange={onChange} autoFocus />;
    case 'place':
      return <SearchableSelect label={t('entity.place')} data={places} value={value} onChange={onChange} />;
    case 'team':
      return <SearchableSelect label={t('custodyTo.team')} data={departments} value={value} onChange={onChange} />;
    case 'asset':
      return <AssetSelect label={t('custody.holder')} except={except} value={value} onChange={onChange} />;
  }
}
