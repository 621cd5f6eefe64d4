import { Button, Group, Stack } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Place } from '#shared/features/places/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { PlaceAssets } from './PlaceAssets.tsx';
import { PlaceForm } from './PlaceForm.tsx';

export function PlaceDetail({ place, actions, security }: { place: Place; actions: ReactNode; security: ReactNode }) {
  const may = useMay();
  const [dialog, setDialog] = useState<'edit' | 'archive' | null>(null);
  const archive = useMutation({
    mutationFn: () => client.places.archive({ id: place.id }),
    onSuccess: () => {
      announceWithUndo(t('places.archivedNow'), () => client.places.restore({ id: place.id }));
      setDialog(null);
    },
  });
  const buttons = (
    <Group gap={6}>
      {actions}
      {may('place.edit') ? (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArchive size={14} />}
            onClick={() => setDialog('archive')}
          >
            {t('action.archive')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={() => setDialog('edit')}
          >
            {t('action.edit')}
          </Button>
        </>
      ) : null}
    </Group>
  );
  return (
    <Stack gap="md">
      <Panel title={place.name} actions={buttons}>
        <FactList
          facts={[
            { label: t('field.kind'), value: word('placeKind', place.kind) },
            { label: t('field.code'), value: place.code },
            { label: t('field.path'), value: place.path },
            { label: t('places.directlyHere'), value: formatNumber(place.assetsHere) },
            { label: t('field.notes'), value: place.notes },
          ]}
        />
      </Panel>
      {security}
      <PlaceAssets placeId={place.id} />
      {dialog === 'edit' ? (
        <PlaceForm place={place} parent={null} onClose={() => setDialog(null)} onSaved={() => undefined} />
      ) : null}
      {dialog === 'archive' ? (
        <ConfirmDialog
          title={t('places.archiveTitle', { name: place.name })}
          confirmLabel={t('action.archive')}
          busy={archive.isPending}
          failure={archive.error === null ? null : sentenceOfError(archive.error)}
          onConfirm={() => archive.mutate()}
          onClose={() => setDialog(null)}
        >
          {t('places.archiveHint')}
        </ConfirmDialog>
      ) : null}
    </Stack>
  );
}
