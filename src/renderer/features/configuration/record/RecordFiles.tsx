import { useQuery } from '@tanstack/react-query';
import { filesOf } from '#shared/features/configuration/record.ts';
import type { RecordContent } from '#shared/features/configuration/record.ts';
import { storeOf } from '#renderer/features/assets/attachments/Attachments.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { AttachmentGallery } from '#renderer/ui/attachments/AttachmentGallery.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** The files that the pages of a record refer to: pictures as they look, documents by their names. */
export function RecordFiles({ assetId, content }: { assetId: number; content: RecordContent }) {
  const ids = filesOf(content);
  const { data = [] } = useQuery(
    rpc.assets.listAttachments.queryOptions({ input: { assetId }, enabled: ids.length > 0 }),
  );
  const own = ids.flatMap((id) => data.filter((each) => each.id === id));
  return own.length === 0 ? null : (
    <AttachmentGallery
      store={storeOf(assetId)}
      list={own}
      editable={false}
      takesPastes={false}
      title={t('record.files')}
    />
  );
}
