import { ActionIcon, Button, FileButton, Loader, Modal, Text } from '@mantine/core';
import { IconFileText, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Attachment } from '#shared/features/assets/attachment-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, announceFailure, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './attachments.module.css';
import { thumbnailOf } from './thumbnail.ts';

/** One after the other: a large file holds up no scan, and each failure is told for itself. */
async function attachAll(assetId: number, files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      await client.assets.attach({ assetId, file, thumbnail: await thumbnailOf(file) });
      announce(t('attachments.added', { name: file.name }));
    } catch (error) {
      announceFailure(error);
    }
  }
}

/** Photos and documents of an asset: dropped, pasted or chosen; pictures are shown, documents opened as copies. */
export function Attachments({ assetId, editable }: { assetId: number; editable: boolean }) {
  const list = useQuery(rpc.assets.listAttachments.queryOptions({ input: { assetId } }));
  const [viewed, setViewed] = useState<Attachment | null>(null);
  const [over, setOver] = useState(false);
  const attach = useAction((files: readonly File[]) => attachAll(assetId, files));
  const { mutate: attachNow } = attach;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!editable || files.length === 0) return;
      event.preventDefault();
      attachNow(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [attachNow, editable]);
  if (list.error !== null) return <FailureAlert sentence={sentenceOfError(list.error)} />;
  if (list.data === undefined) return <Loader size="sm" />;
  return (
    <Panel
      title={t('attachments.title')}
      actions={
        editable ? (
          <FileButton multiple onChange={(files) => attachNow(files)}>
            {(props) => (
              <Button
                {...props}
                size="compact-sm"
                variant="default"
                loading={attach.isPending}
                leftSection={<IconPaperclip size={14} />}
              >
                {t('attachments.choose')}
              </Button>
            )}
          </FileButton>
        ) : null
      }
    >
      <div
        className={classes['drop']}
        data-over={over}
        role="group"
        aria-label={t('attachments.title')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(editable);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (editable) attachNow([...event.dataTransfer.files]);
        }}
      >
        {editable ? (
          <Text size="sm" c="dimmed">
            {t('attachments.drop')}
          </Text>
        ) : null}
        {list.data.length === 0 ? (
          <Text size="sm">{t('attachments.none')}</Text>
        ) : (
          <ul className={classes['gallery']}>
            {list.data.map((each) => (
              <Tile key={each.id} attachment={each} editable={editable} view={() => setViewed(each)} />
            ))}
          </ul>
        )}
      </div>
      {viewed === null ? null : (
        <Modal
          opened
          onClose={() => setViewed(null)}
          title={viewed.fileName}
          size="xl"
          centered
          closeButtonProps={{ 'aria-label': t('action.close') }}
        >
          <Picture attachment={viewed} thumbnail={false} className={classes['whole']} />
        </Modal>
      )}
    </Panel>
  );
}

interface TileProps {
  attachment: Attachment;
  editable: boolean;
  view: () => void;
}

function Tile({ attachment, editable, view }: TileProps) {
  const { id, kind, fileName, bytes, addedAt } = attachment;
  const open = useAction(() => client.assets.openAttachment({ id }));
  const remove = useAction(() => client.assets.archiveAttachment({ id }));
  const photo = kind === 'photo';
  return (
    <li className={classes['tile']}>
      <button
        type="button"
        className={classes['face']}
        aria-label={t(photo ? 'attachments.view' : 'attachments.open', { name: fileName })}
        onClick={() => (photo ? view() : open.mutate(undefined))}
      >
        {photo ? (
          <Picture attachment={attachment} thumbnail className={classes['small']} />
        ) : (
          <IconFileText size={40} stroke={1.2} />
        )}
      </button>
      <div className={classes['caption']}>
        <span title={fileName}>{fileName}</span>
        {editable ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            aria-label={t('attachments.remove', { name: fileName })}
            onClick={() => remove.mutate(undefined)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        ) : null}
      </div>
      <Text size="xs" c="dimmed">
        {t('attachments.size', { size: Math.ceil(bytes / 1024) })} · {formatInstant(addedAt)}
      </Text>
    </li>
  );
}

interface PictureProps {
  attachment: Attachment;
  thumbnail: boolean;
  className: string | undefined;
}

function Picture({ attachment: { id, fileName, hasThumbnail }, thumbnail, className }: PictureProps) {
  const input = { id, thumbnail: thumbnail && hasThumbnail };
  const { data, error } = useQuery(
    rpc.assets.attachmentContent.queryOptions({ input, staleTime: Infinity, gcTime: 60_000 }),
  );
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
