import { kioskPolicy } from '#shared/features/kiosk/contract.ts';
import type { KioskPolicy } from '#shared/features/kiosk/contract.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';

/** Nothing may be borrowed until somebody has said what. */
export const kioskPolicySetting: Setting<KioskPolicy> = {
  key: 'kiosk.policy',
  schema: kioskPolicy,
  initial: { categoryIds: [], pools: false, kits: false, supplies: false, idleSeconds: 30, blockOverdue: true },
};

export async function setPolicy(command: CommandContext, policy: KioskPolicy): Promise<void> {
  const before = await readSetting(command.tx, kioskPolicySetting);
  await writeSetting(command.tx, kioskPolicySetting, policy);
  await command.record({
    event: 'kiosk.policySet',
    subject: `setting:${kioskPolicySetting.key}`,
    data: { before, after: policy },
  });
  command.changed('kiosk');
}
