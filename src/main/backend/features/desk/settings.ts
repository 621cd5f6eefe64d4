import * as z from 'zod';
import type { Setting } from '#backend/kernel/settings.ts';

/** Minutes without a scan after which a session is no longer about whom or where it was. */
export const sessionMinutesSetting: Setting<number> = {
  key: 'desk.sessionMinutes',
  schema: z.number().int().min(1).max(240),
  initial: 5,
};
