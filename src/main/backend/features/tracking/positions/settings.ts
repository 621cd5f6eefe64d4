import * as z from 'zod';
import { listenerSettings } from '#shared/features/tracking/position-contract.ts';
import type { ListenerSettings } from '#shared/features/tracking/position-contract.ts';
import type { Setting } from '#backend/kernel/settings.ts';

/** Days after which a position is forgotten: where a thing was is where somebody was. */
export const retentionSetting: Setting<number> = {
  key: 'tracking.retentionDays',
  schema: z.number().int().min(1).max(3650),
  initial: 30,
};

export type StoredListener = ListenerSettings & {
  token: string;
  /** In whose name reports are written. */
  operatorId: number;
};

export const listenerSetting: Setting<StoredListener> = {
  key: 'tracking.listener',
  schema: listenerSettings.extend({ token: z.string(), operatorId: z.number().int() }),
  initial: { enabled: false, host: '127.0.0.1', port: 5055, token: '', operatorId: 0 },
};
