import { Button, Checkbox, Group, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Release } from '#shared/features/updates/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

interface ReleaseFormProps {
  productId: number;
  release: Release | null;
  onClose: () => void;
}

/** A version as its maker published it. */
export function ReleaseForm({ productId, release, onClose }: ReleaseFormProps) {
  const [number, setNumber] = useState(release?.number ?? '');
  const [branch, setBranch] = useState(release?.branch ?? '');
  const [releasedOn, setReleasedOn] = useState<string | null>(release?.releasedOn ?? today());
  const [supportedUntil, setSupportedUntil] = useState<string | null>(release?.supportedUntil ?? null);
  const [security, setSecurity] = useState(release?.security ?? false);
  const [notes, setNotes] = useState(release?.notes ?? '');
  const save = useMutation({
    mutationFn: () =>
      client.updates.saveRelease({
        id: release?.id ?? null,
        version: release?.version ?? null,
        productId,
        release: {
          number: number.trim(),
          branch: branch.trim(),
          releasedOn: releasedOn ?? today(),
          security,
          supportedUntil,
          notes,
        },
      }),
    onSuccess: onClose,
  });
  const archive = useAction(
    () => client.updates.archiveRelease({ id: release?.id ?? 0, version: release?.version ?? 0 }),
    onClose,
  );
  return (
    <FormModal
      title={release === null ? t('updates.newRelease') : t('updates.releaseNumber', { number: release.number })}
      submitLabel={t('action.save')}
      submitDisabled={number.trim() === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="lg"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="start">
        <TextInput
          label={t('updates.number')}
          description={t('updates.numberHint')}
          withAsterisk
          data-autofocus
          maxLength={120}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          label={t('updates.branch')}
          description={t('updates.branchHint')}
          maxLength={40}
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
        />
      </Group>
      <Group grow align="end">
        <DayField label={t('updates.releasedOn')} clearable={false} value={releasedOn} onChange={setReleasedOn} />
        <DayField label={t('updates.supportedUntil')} value={supportedUntil} onChange={setSupportedUntil} />
      </Group>
      <Checkbox
        label={t('updates.closesHoles')}
        checked={security}
        onChange={(event) => setSecurity(event.currentTarget.checked)}
      />
      <Textarea
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      {release === null ? null : (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          loading={archive.isPending}
          onClick={() => archive.mutate(undefined)}
        >
          {t('updates.archiveRelease')}
        </Button>
      )}
    </FormModal>
  );
}
