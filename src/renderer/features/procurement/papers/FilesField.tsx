import { FileInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import { attachAll } from '#renderer/ui/attachments/attachment-store.ts';
import { t } from '#renderer/ui/text/t.ts';
import { paperStore } from './paper-store.ts';

/** Files that are attached once what they belong to is saved. */
export function FilesField({ files, change }: { files: File[]; change: (files: File[]) => void }) {
  return (
    <FileInput
      multiple
      clearable
      label={t('procurement.papers')}
      placeholder={t('attachments.choose')}
      leftSection={<IconPaperclip size={15} />}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      value={files}
      onChange={change}
    />
  );
}

/** What was saved stays saved when a file of it is refused; each refusal is told for itself. */
export async function attachFiles(owner: PaperOwner, files: readonly File[]): Promise<void> {
  await attachAll(paperStore(owner), files);
}
