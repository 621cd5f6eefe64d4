import { ActionIcon, FileButton } from '@mantine/core';
import { IconCamera, IconPaperclip, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Paper } from '#shared/features/procurement/papers.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { attachAll } from '#renderer/ui/attachments/attachment-store.ts';
import { Picture, PictureDialog } from '#renderer/ui/attachments/Picture.tsx';
import { TakePicture } from '#renderer/ui/attachments/TakePicture.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { paperStore } from '../papers/paper-store.ts';

interface PointPhotosProps {
  receiptId: number;
  point: string;
  /** Pictures and documents of this point. */
  papers: readonly Paper[];
}

/** What proves one point of the inspection: taken with the camera, or chosen as a file. */
export function PointPhotos({ receiptId, point, papers }: PointPhotosProps) {
  const store = paperStore({ kind: 'receipt', id: receiptId }, point);
  const [taking, setTaking] = useState(false);
  const [viewed, setViewed] = useState<Paper | null>(null);
  const attach = useAction((files: readonly File[]) => attachAll(store, files));
  const remove = useAction((id: number) => store.archive(id));
  const open = useAction((id: number) => store.open(id));
  const button = { variant: 'subtle', color: 'gray', size: 'md' } as const;
  return (
    <span className={classes['proofs']}>
      {papers.map((paper) => (
        <span key={paper.id} className={classes['proof']}>
          <button
            type="button"
            aria-label={t(paper.kind === 'photo' ? 'attachments.view' : 'attachments.open', { name: paper.fileName })}
            onClick={() => (paper.kind === 'photo' ? setViewed(paper) : open.mutate(paper.id))}
          >
            {paper.kind === 'photo' ? (
              <Picture store={store} attachment={paper} thumbnail className={classes['proofPicture']} />
            ) : (
              <IconPaperclip size={18} />
            )}
          </button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('attachments.remove', { name: paper.fileName })}
            onClick={() => remove.mutate(paper.id)}
          >
            <IconX size={13} />
          </ActionIcon>
        </span>
      ))}
      <ActionIcon
        {...button}
        loading={attach.isPending}
        aria-label={t('procurement.takePhotoOf', { point })}
        title={t('attachments.takePicture')}
        onClick={() => setTaking(true)}
      >
        <IconCamera size={17} />
      </ActionIcon>
      <FileButton multiple onChange={(files) => attach.mutate(files)}>
        {(props) => (
          <ActionIcon
            {...props}
            {...button}
            aria-label={t('procurement.attachTo', { point })}
            title={t('attachments.choose')}
          >
            <IconPaperclip size={17} />
          </ActionIcon>
        )}
      </FileButton>
      {taking ? (
        <TakePicture title={point} take={(picture) => attach.mutate([picture])} onClose={() => setTaking(false)} />
      ) : null}
      {viewed === null ? null : <PictureDialog store={store} attachment={viewed} onClose={() => setViewed(null)} />}
    </span>
  );
}
