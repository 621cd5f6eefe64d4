import * as z from 'zod';
import type { Setting } from '#backend/kernel/settings.ts';

export const finishedSetting: Setting<boolean> = { key: 'setup.finished', schema: z.boolean(), initial: false };
