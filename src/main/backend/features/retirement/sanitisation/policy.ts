import { sanitisationPolicy } from '#shared/features/retirement/sanitisation.ts';
import type { SanitisationPolicy } from '#shared/features/retirement/sanitisation.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';

/** What holds until somebody decides: any of the three methods, verified, and seen by a second person. */
export const sanitisationPolicySetting: Setting<SanitisationPolicy> = {
  key: 'retirement.sanitisation',
  schema: sanitisationPolicy,
  initial: { least: 'clear', witness: 'always', verify: true },
};

/** What was recorded before was judged by the policy of its day and stays so. */
export async function savePolicy(command: CommandContext, policy: SanitisationPolicy): Promise<void> {
  const before = await readSetting(command.tx, sanitisationPolicySetting);
  await writeSetting(command.tx, sanitisationPolicySetting, policy);
  await command.record({
    event: 'retirement.policyChanged',
    subject: 'setting:retirement.sanitisation',
    data: { before, after: policy },
  });
  command.changed('retirement');
}
