import * as z from 'zod';
import type { Setting } from '#backend/kernel/settings.ts';

/** Days after which a loan is due unless the operator says otherwise. */
export const loanDaysSetting: Setting<number> = {
  key: 'custody.loanDays',
  schema: z.number().int().min(1).max(365),
  initial: 14,
};
