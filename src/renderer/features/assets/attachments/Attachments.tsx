import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { AttachmentGallery } from '#renderer/ui/attachments/AttachmentGallery.tsx';
import type { AttachmentStore } from '#renderer/ui/attachments/attachment-store.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';

/** Files of an asset, wherever they are shown. */
export const storeOf = (assetId: number): AttachmentStore => ({
  name: 'assets',
  attach: (file, thumbnail) => client.assets.attach({ assetId, file, thumbnail }),
  content: (input) => client.assets.attachmentContent(input),
  open: (id) => client.assets.openAttachment({ id }),
  archive: (id) => client.assets.archiveAttachment({ id }),
});

/** Photos and documents of an asset. */
export function Attachments({ assetId, editable }: { assetId: number; editable: boolean }) {
  const list = useQuery(rpc.assets.listAttachments.queryOptions({ input: { assetId } }));
  if (list.error !== null) return <FailureAlert sentence={sentenceOfError(list.error)} />;
  if (list.data === undefined) return <Loader size="sm" />;
  return <AttachmentGallery store={storeOf(assetId)} list={list.data} editable={editable} />;
}
