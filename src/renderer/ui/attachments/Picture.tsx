import { Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Attachment } from '#shared/rpc/attachment.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '../FailureAlert.tsx';
import { t } from '../text/t.ts';
import type { AttachmentStore } from './attachment-store.ts';
import classes from './attachments.module.css';

interface PictureProps {
  store: AttachmentStore;
  attachment: Attachment;
  thumbnail: boolean;
  className: string | undefined;
}

export function Picture({ store, attachment: { id, fileName, hasThumbnail }, thumbnail, className }: PictureProps) {
  const input = { id, thumbnail: thumbnail && hasThumbnail };
  // A content never changes, so no notice has to ask for it again.
  const { data, error } = useQuery({
    queryKey: ['attachment content', store.name, input],
    queryFn: () => store.content(input),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  // The address of the decrypted picture lives as long as the picture is shown.
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null || data === undefined) return undefined;
      const url = URL.createObjectURL(data);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [data],
  );
  if (error !== null) return <FailureAlert sentence={sentenceOfError(error)} />;
  if (data === undefined) return <Loader size="sm" />;
  return <img ref={show} alt={thumbnail ? '' : fileName} className={className} />;
}

/** One picture as large as the window allows. */
export function PictureDialog({
  store,
  attachment,
  onClose,
}: Pick<PictureProps, 'store' | 'attachment'> & { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={attachment.fileName}
      size="xl"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Picture store={store} attachment={attachment} thumbnail={false} className={classes['whole']} />
    </Modal>
  );
}
