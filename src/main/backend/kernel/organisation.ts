import { organisation } from '#shared/features/setup/contract.ts';
import type { Setting } from './settings.ts';
import type * as z from 'zod';

/** Whose inventory this is: printed on labels and packs, and the currency of amounts that name none. */
export const organisationSetting: Setting<z.infer<typeof organisation>> = {
  key: 'organisation',
  schema: organisation,
  initial: { name: 'My organisation', currency: 'EUR', contact: '' },
};
