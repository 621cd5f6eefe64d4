import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sealEnds } from '#shared/features/security/keeping.ts';
import type { SealEnd, SecurePlace } from '#shared/features/security/keeping.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** Puts a seal on, or another one in its place, and says what became of the one that was there. */
export function SealForm({ place, onClose }: { place: SecurePlace; onClose: () => void }) {
  const present = place.seals.find(({ removedAt }) => removedAt === null);
  const [number, setNumber] = useState('');
  const [removed, setRemoved] = useState<SealEnd>('replaced');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.security.changeSeal({
        placeId: place.placeId,
        number: number.trim() === '' ? null : number.trim(),
        removed,
        note: note.trim(),
      }),
    onSuccess: () => {
      announce(t('security.sealSaved'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('security.changeSeal')}
      submitLabel={t('action.save')}
      busy={save.isPending}
      submitDisabled={present === undefined && number.trim() === ''}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {present === undefined ? null : (
        <Select
          label={t('security.sealWas', { number: present.number })}
          allowDeselect={false}
          data={sealEnds.map((value) => ({ value, label: word('sealEnd', value) }))}
          value={removed}
          onChange={(next) => setRemoved(sealEnds.find((each) => each === next) ?? removed)}
        />
      )}
      <ScanField
        label={t('security.newSeal')}
        description={present === undefined ? '' : t('security.newSealHint')}
        data-autofocus
        maxLength={60}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        onScan={setNumber}
      />
      <TextInput
        label={t('security.why')}
        withAsterisk={removed === 'broken' && present !== undefined}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
