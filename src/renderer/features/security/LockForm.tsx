import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecurePlace } from '#shared/features/security/keeping.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Makes a place secure, changes what is known of its lock, or ends that it is. */
export function LockForm({
  placeId,
  place,
  onClose,
}: {
  placeId: number;
  place: SecurePlace | null;
  onClose: () => void;
}) {
  const [lock, setLock] = useState(place?.lock ?? '');
  const [note, setNote] = useState(place?.note ?? '');
  const done = () => {
    announce(t('security.placeSaved'));
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      client.security.markSecure({ placeId, lock: lock.trim(), note: note.trim(), version: place?.version ?? null }),
    onSuccess: done,
  });
  const end = useMutation({
    mutationFn: (version: number) => client.security.unmarkSecure({ placeId, version }),
    onSuccess: done,
  });
  const error = save.error ?? end.error;
  return (
    <FormModal
      title={t(place === null ? 'security.markSecure' : 'security.editLock')}
      submitLabel={t(place === null ? 'security.markSecure' : 'action.save')}
      busy={save.isPending || end.isPending}
      failure={error === null ? null : sentenceOfError(error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('security.lock')}
        description={t('security.lockHint')}
        data-autofocus
        maxLength={80}
        value={lock}
        onChange={(event) => setLock(event.currentTarget.value)}
      />
      <TextInput
        label={t('field.notes')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {place === null ? null : (
        <Group>
          <Button variant="subtle" color="red" size="compact-sm" onClick={() => end.mutate(place.version)}>
            {t('security.unmarkSecure')}
          </Button>
        </Group>
      )}
    </FormModal>
  );
}
