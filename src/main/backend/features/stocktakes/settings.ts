import * as z from 'zod';
import type { Setting } from '#backend/kernel/settings.ts';

/** Whether a second person, who neither counted nor decided, must agree to what follows from a variance. */
export const secondPersonSetting: Setting<boolean> = {
  key: 'stocktakes.secondPerson',
  schema: z.boolean(),
  initial: false,
};
