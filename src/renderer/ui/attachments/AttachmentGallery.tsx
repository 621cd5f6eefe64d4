import { ActionIcon, Button, FileButton, Group, Text } from '@mantine/core';
import { IconCamera, IconFileText, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Attachment } from '#shared/rpc/attachment.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '../Panel.tsx';
import { formatInstant } from '../text/format.ts';
import { t } from '../text/t.ts';
import { attachAll } from './attachment-store.ts';
import type { AttachmentStore } from './attachment-store.ts';
import classes from './attachments.module.css';
import { Picture, PictureDialog } from './Picture.tsx';
import { TakePicture } from './TakePicture.tsx';

interface AttachmentGalleryProps {
  store: AttachmentStore;
  list: readonly Attachment[];
  editable: boolean;
  /** Takes files that are pasted anywhere on the page; only one gallery of a page may. */
  takesPastes?: boolean;
  /** Heading; the usual one when it is left out. */
  title?: string;
}

/** Photos and documents of one thing: dropped, pasted, chosen or taken; pictures are shown, documents opened as copies. */
export function AttachmentGallery(props: AttachmentGalleryProps) {
  const { store, list, editable, takesPastes = true, title = t('attachments.title') } = props;
  const [viewed, setViewed] = useState<Attachment | null>(null);
  const [taking, setTaking] = useState(false);
  const [over, setOver] = useState(false);
  const attach = useAction((files: readonly File[]) => attachAll(store, files));
  const { mutate: attachNow } = attach;
  usePastes(editable && takesPastes, attachNow);
  return (
    <Panel
      title={title}
      actions={
        editable ? <AddButtons busy={attach.isPending} choose={attachNow} takePicture={() => setTaking(true)} /> : null
      }
    >
      <div
        className={classes['drop']}
        data-over={over}
        data-editable={editable || undefined}
        role="group"
        aria-label={title}
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
            {t(takesPastes ? 'attachments.drop' : 'attachments.dropOnly')}
          </Text>
        ) : null}
        {list.length === 0 ? (
          <Text size="sm">{t('attachments.none')}</Text>
        ) : (
          <ul className={classes['gallery']}>
            {list.map((each) => (
              <Tile key={each.id} store={store} attachment={each} editable={editable} view={() => setViewed(each)} />
            ))}
          </ul>
        )}
      </div>
      {viewed === null ? null : <PictureDialog store={store} attachment={viewed} onClose={() => setViewed(null)} />}
      {taking ? (
        <TakePicture
          title={t('attachments.takePicture')}
          take={(picture) => attachNow([picture])}
          onClose={() => setTaking(false)}
        />
      ) : null}
    </Panel>
  );
}

function usePastes(wanted: boolean, attachNow: (files: readonly File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!wanted || files.length === 0) return;
      event.preventDefault();
      attachNow(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [attachNow, wanted]);
}

function AddButtons({
  busy,
  choose,
  takePicture,
}: {
  busy: boolean;
  choose: (files: readonly File[]) => void;
  takePicture: () => void;
}) {
  return (
    <Group gap={6}>
      <Button size="compact-sm" variant="default" leftSection={<IconCamera size={14} />} onClick={takePicture}>
        {t('attachments.takePicture')}
      </Button>
      <FileButton multiple onChange={choose}>
        {(button) => (
          <Button
            {...button}
            size="compact-sm"
            variant="default"
            loading={busy}
            leftSection={<IconPaperclip size={14} />}
          >
            {t('attachments.choose')}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}

interface TileProps {
  store: AttachmentStore;
  attachment: Attachment;
  editable: boolean;
  view: () => void;
}

function Tile({ store, attachment, editable, view }: TileProps) {
  const { id, kind, fileName, bytes, addedAt } = attachment;
  const open = useAction(() => store.open(id));
  const remove = useAction(() => store.archive(id));
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
          <Picture store={store} attachment={attachment} thumbnail className={classes['small']} />
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
