import * as z from 'zod';
import { id } from '#shared/rpc/fields.ts';
import { identifierKinds } from './model.ts';

/** Why something that names one asset can't name another. */
export const identityErrors = {
  TAG_TAKEN: { data: z.object({ tag: z.string(), assetId: id }) },
  TAG_RELEASED: { data: z.object({ tag: z.string() }) },
  SERIAL_TAKEN: { data: z.object({ serial: z.string(), assetId: id, tag: z.string() }) },
  IDENTIFIER_TAKEN: {
    data: z.object({ identifierKind: z.enum(identifierKinds), value: z.string(), assetId: id, tag: z.string() }),
  },
} as const;
