import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AssetSelect } from '../AssetSelect.tsx';
import { phraseChoices, phraseOf } from './phrases.ts';

/** A sentence with the asset at its beginning: it "runs on", or "runs", the one that is chosen. */
export function AddRelation({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [phrase, setPhrase] = useState<string | null>(null);
  const [otherId, setOtherId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const chosen = phraseChoices.find(({ value }) => value === phrase);
  const add = useMutation({
    mutationFn: ({ type, end }: (typeof phraseChoices)[number]) =>
      client.assets.addRelation({
        sourceId: end === 'source' ? asset.id : Number(otherId),
        targetId: end === 'source' ? Number(otherId) : asset.id,
        type,
        note: note.trim() || null,
      }),
    onSuccess: ({ id }) => {
      announceWithUndo(t('relations.added', { tag: asset.tag }), () => client.assets.undoRelation({ id }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('relations.addTitle', { tag: asset.tag })}
      submitLabel={t('relations.add')}
      submitDisabled={chosen === undefined || otherId === null}
      busy={add.isPending}
      failure={add.error === null ? null : sentenceOfError(add.error)}
      onSubmit={() => {
        if (chosen !== undefined && otherId !== null) add.mutate(chosen);
      }}
      onClose={onClose}
    >
      <Select
        label={t('relations.relation')}
        data-autofocus
        data={phraseChoices.map(({ value, type, end }) => ({ value, label: phraseOf(type, end) }))}
        value={phrase}
        onChange={setPhrase}
        searchable
        nothingFoundMessage={t('form.nothingFound')}
      />
      <AssetSelect label={t('field.asset')} value={otherId} onChange={setOtherId} except={asset.id} />
      <TextInput
        label={t('field.note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
