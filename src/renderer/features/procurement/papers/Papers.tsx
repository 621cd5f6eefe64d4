import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paperRights } from '#shared/features/procurement/papers.ts';
import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { AttachmentGallery } from '#renderer/ui/attachments/AttachmentGallery.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { paperStore } from './paper-store.ts';

interface PapersProps {
  owner: PaperOwner;
  /** Nothing is added or removed any more, whoever looks. */
  closed?: boolean;
  takesPastes?: boolean;
}

/** What there is on paper; nothing where the operator may not see it. */
export function Papers({ owner, closed = false, takesPastes = false }: PapersProps) {
  const may = useMay();
  const { see, change } = paperRights[owner.kind];
  const list = useQuery(rpc.procurement.listPapers.queryOptions({ input: owner, enabled: may(see) }));
  if (!may(see)) return null;
  if (list.error !== null) return <FailureAlert sentence={sentenceOfError(list.error)} />;
  if (list.data === undefined) return <Loader size="sm" />;
  return (
    <AttachmentGallery
      store={paperStore(owner)}
      list={list.data}
      editable={!closed && may(change)}
      takesPastes={takesPastes}
      title={t('procurement.papers')}
    />
  );
}
