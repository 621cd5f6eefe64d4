import * as z from 'zod';
import { id } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { field, fieldDetails, fieldOwner } from './fields.ts';

/** What every procedure that writes values of fields may answer with. */
export const fieldErrors = {
  FIELD_REFUSED: {
    data: z.object({ fieldId: id, field: z.string(), problem: z.enum(['required', 'type', 'pattern', 'choice']) }),
  },
  FIELD_TAKEN: { data: z.object({ fieldId: id, field: z.string(), tag: z.string() }) },
} as const;

const nameTaken = { NAME_TAKEN: { data: z.object({ name: z.string() }) } } as const;

/** The fields that categories bring to their assets (T2). */
export const fieldContract = {
  listFields: query('asset.view').output(z.array(field)),
  createField: command('catalogue.edit')
    .input(fieldDetails.extend({ owner: fieldOwner }))
    .output(z.object({ id }))
    .errors(nameTaken),
  /** Asking is journalled; the answer is not. */
  revealSecret: command('asset.secret.view')
    .input(z.object({ assetId: id, fieldId: id }))
    .output(z.object({ text: z.string() })),
};
