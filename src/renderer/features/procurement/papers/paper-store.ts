import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import { client } from '#renderer/rpc/client.ts';
import type { AttachmentStore } from '#renderer/ui/attachments/attachment-store.ts';

/** The files of a quote, an invoice, a contract, or a delivery and one point of its inspection. */
export const paperStore = (owner: PaperOwner, point = ''): AttachmentStore => ({
  name: 'papers',
  attach: (file, thumbnail) => client.procurement.attachPaper({ owner, point, file, thumbnail }),
  content: (input) => client.procurement.paperContent(input),
  open: (id) => client.procurement.openPaper({ id }),
  archive: (id) => client.procurement.archivePaper({ id }),
});
