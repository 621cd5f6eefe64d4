import { rates } from '#shared/features/ownership/model.ts';
import type { Rates } from '#shared/features/ownership/model.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';

export const ratesSetting: Setting<Rates> = { key: 'ownership.rates', schema: rates, initial: { hour: null } };

export async function saveRates(command: CommandContext, given: Rates): Promise<void> {
  await writeSetting(command.tx, ratesSetting, given);
  await command.record({
    event: 'ownership.ratesChanged',
    subject: 'setting:ownership.rates',
    data: { minor: given.hour?.minor ?? null, currency: given.hour?.currency ?? null },
  });
  command.changed('ownership');
}
