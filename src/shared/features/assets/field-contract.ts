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

/** Assets whose values a change of a field meets, with the first of them by name. */
const offenders = z.object({
  count: z.number().int(),
  examples: z.array(z.object({ assetId: id, tag: z.string(), text: z.string().nullable() })),
});
export type Offenders = z.infer<typeof offenders>;

const fieldPreview = z.object({
  /** Values that are stored now. */
  values: z.number().int(),
  /** Do not convert; they are kept as they are. */
  unfit: offenders,
  /** Have none where one will be required. */
  empty: offenders,
  /** Have what another asset has, where values will be unique. */
  repeated: offenders,
  /** Do not match the pattern; they are kept as well. */
  unlike: offenders,
});
export type FieldPreview = z.infer<typeof fieldPreview>;

/** The fields that categories bring to their assets (T2). */
export const fieldContract = {
  listFields: query('asset.view').output(z.array(field)),
  createField: command('catalogue.edit')
    .input(fieldDetails.extend({ owner: fieldOwner }))
    .output(z.object({ id }))
    .errors(nameTaken),
  /** What {@link updateField} would meet. */
  previewField: query('catalogue.edit')
    .input(fieldDetails.extend({ id }))
    .output(fieldPreview)
    .errors({ FIELD_SECRET_FIXED: {} }),
  /** Stored values are converted; what does not convert is kept, and comes back when the field does. */
  updateField: command('catalogue.edit')
    .input(fieldDetails.extend({ id, version: z.number().int() }))
    .errors({
      ...nameTaken,
      FIELD_SECRET_FIXED: {},
      FIELD_NOT_UNIQUE: { data: z.object({ field: z.string(), count: z.number().int(), text: z.string() }) },
    }),
  /** All fields of an owner that are in use, in the order of a form. */
  orderFields: command('catalogue.edit').input(z.object({ owner: fieldOwner, ids: z.array(id).max(500) })),
  archiveField: command('catalogue.edit').input(z.object({ id })),
  restoreField: command('catalogue.edit').input(z.object({ id })).errors(nameTaken),
  /** Asking is journalled; the answer is not. */
  revealSecret: command('asset.secret.view')
    .input(z.object({ assetId: id, fieldId: id }))
    .output(z.object({ text: z.string() })),
};
