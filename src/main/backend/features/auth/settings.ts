import * as z from 'zod';
import type { Setting } from '#backend/kernel/settings.ts';

export const idleLockSetting: Setting<number> = {
  key: 'auth.idleLockMinutes',
  schema: z.number().int().min(1).max(60),
  initial: 10,
};
