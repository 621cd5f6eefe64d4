import * as z from 'zod';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { attachErrors, attachment, fileToAttach } from '#shared/rpc/attachment.ts';
import { command, query } from '#shared/rpc/define.ts';
import { id, line } from '#shared/rpc/fields.ts';

/** What files of a purchase belong to. */
export const paperOwners = ['quote', 'invoice', 'contract', 'receipt'] as const;
export type PaperOwnerKind = (typeof paperOwners)[number];

export const paperOwner = z.object({ kind: z.enum(paperOwners), id });
export type PaperOwner = z.infer<typeof paperOwner>;

/** What somebody needs to see the papers of an owner and to add to them. */
export const paperRights: Readonly<Record<PaperOwnerKind, { see: Permission; change: Permission }>> = {
  quote: { see: 'asset.cost.view', change: 'po.create' },
  invoice: { see: 'asset.cost.view', change: 'invoice.match' },
  contract: { see: 'asset.cost.view', change: 'po.create' },
  receipt: { see: 'asset.view', change: 'receipt.create' },
};

/** A point of the inspection that it proves; empty for the whole of its owner. */
export const paper = attachment.extend({ point: z.string() });
export type Paper = z.infer<typeof paper>;

/** Each of these asks for {@link paperRights} of the owner besides. */
export const paperContract = {
  listPapers: query('asset.view').input(paperOwner).output(z.array(paper)),
  paperContent: query('asset.view')
    .input(z.object({ id, thumbnail: z.boolean() }))
    .output(z.file())
    .errors({ ATTACHMENT_DAMAGED: {} }),
  attachPaper: command('asset.view')
    .input(fileToAttach.extend({ owner: paperOwner, point: line(200) }))
    .output(z.object({ id }))
    .errors({ ...attachErrors, RECEIPT_CLOSED: {} }),
  /** Takes it off the page; content and trace are kept. What proves a finished inspection stays. */
  archivePaper: command('asset.view').input(z.object({ id })).errors({ RECEIPT_CLOSED: {} }),
  /** Shows a decrypted copy in the program of the system. */
  openPaper: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
};
