import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function Move({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [placeId, setPlaceId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const places = usePlaceChoices();
  const move = useMutation({
    mutationFn: () => client.custody.move({ assetId: asset.id, placeId: Number(placeId), note: note.trim() || null }),
    onSuccess: () => {
      announce(t('custody.moved', { tag: asset.tag }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.moveTitle', { tag: asset.tag })}
      submitLabel={t('custody.move')}
      submitDisabled={placeId === null}
      busy={move.isPending}
      failure={move.error === null ? null : sentenceOfError(move.error)}
      onSubmit={() => move.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('custody.moveTo')}
        data-autofocus
        data={places}
        searchable
        value={placeId}
        onChange={setPlaceId}
        nothingFoundMessage={t('form.nothingFound')}
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
