import { initialPolicy, procurementPolicy } from '#shared/features/procurement/policy.ts';
import type { ProcurementPolicy } from '#shared/features/procurement/policy.ts';
import type { Setting } from '#backend/kernel/settings.ts';

export const policySetting: Setting<ProcurementPolicy> = {
  key: 'procurement.policy',
  schema: procurementPolicy,
  initial: initialPolicy,
};
