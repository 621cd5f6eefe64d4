import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { conditions } from '#shared/features/assets/model.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

export function CheckIn({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [placeId, setPlaceId] = useState<string | null>(null);
  const [condition, setCondition] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const places = usePlaceChoices();
  const checkIn = useMutation({
    mutationFn: () =>
      client.custody.checkIn({
        assetId: asset.id,
        placeId: placeId === null ? null : Number(placeId),
        condition: conditions.find((each) => each === condition) ?? null,
        note: note.trim() || null,
      }),
    onSuccess: () => {
      announce(t('custody.checkedIn', { tag: asset.tag }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.checkInTitle', { tag: asset.tag })}
      submitLabel={t('custody.checkIn')}
      busy={checkIn.isPending}
      failure={checkIn.error === null ? null : sentenceOfError(checkIn.error)}
      onSubmit={() => checkIn.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('custody.putInto')}
        placeholder={t('custody.whereItWas')}
        data={places}
        searchable
        clearable
        value={placeId}
        onChange={setPlaceId}
        nothingFoundMessage={t('form.nothingFound')}
      />
      <Select
        label={t('field.condition')}
        placeholder={t('custody.conditionSame')}
        clearable
        data={conditions.map((value) => ({ value, label: word('condition', value) }))}
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
