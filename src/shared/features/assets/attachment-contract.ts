import * as z from 'zod';
import { attachErrors, attachment, fileToAttach } from '#shared/rpc/attachment.ts';
import { id } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

export const attachmentContract = {
  listAttachments: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(attachment)),
  attachmentContent: query('asset.view')
    .input(z.object({ id, thumbnail: z.boolean() }))
    .output(z.file())
    .errors({ ATTACHMENT_DAMAGED: {} }),
  attach: command('asset.edit')
    .input(fileToAttach.extend({ assetId: id }))
    .output(z.object({ id }))
    .errors({ ...attachErrors, ASSET_CLOSED: { data: z.object({ tag: z.string() }) } }),
  /** Takes it off the page; content and trace are kept. */
  archiveAttachment: command('asset.edit').input(z.object({ id })),
  /** Shows a decrypted copy, which ends with the work folder, in the program of the system. */
  openAttachment: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
};
