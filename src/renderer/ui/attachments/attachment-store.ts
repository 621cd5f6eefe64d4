import { announce, announceFailure } from '#renderer/rpc/use-action.ts';
import { t } from '../text/t.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Where the files of one thing are kept; whoever shows them says how. */
export interface AttachmentStore {
  /** Tells the contents of one store from those of another. */
  name: string;
  attach: (file: File, thumbnail: File | null) => Promise<unknown>;
  content: (input: { id: number; thumbnail: boolean }) => Promise<File>;
  open: (id: number) => Promise<unknown>;
  archive: (id: number) => Promise<unknown>;
}

/** One after the other: a large file holds up no scan, and each failure is told for itself. */
export async function attachAll(store: AttachmentStore, files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      await store.attach(file, await thumbnailOf(file));
      announce(t('attachments.added', { name: file.name }));
    } catch (error) {
      announceFailure(error);
    }
  }
}
