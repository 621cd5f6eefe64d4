import { supportSettings } from '#shared/features/support/model.ts';
import type { SupportSettings } from '#shared/features/support/model.ts';
import { addBusinessMinutes } from '#shared/features/support/business-hours.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';

const day = { from: 8 * 60, to: 17 * 60 };
const hour = 60;

/** What holds until somebody says otherwise: weekdays from eight to five where the computer stands. */
export const supportSetting: Setting<SupportSettings> = {
  key: 'support.settings',
  schema: supportSettings,
  initial: {
    hours: {
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      week: [day, day, day, day, day, null, null],
      holidays: [],
    },
    targets: {
      critical: { respond: 30, resolve: 4 * hour },
      high: { respond: 2 * hour, resolve: 9 * hour },
      medium: { respond: 4 * hour, resolve: 27 * hour },
      low: { respond: 9 * hour, resolve: 45 * hour },
    },
  },
};

/** Targets of tickets that are there stay what they are. @throws Failure ZONE_UNKNOWN, NEVER_OPEN. */
export async function saveSettings(command: CommandContext, settings: SupportSettings): Promise<void> {
  const { zone, week, holidays } = settings.hours;
  if (!isZone(zone)) throw new Failure('ZONE_UNKNOWN', { zone });
  if (addBusinessMinutes(settings.hours, command.now, 1) === null) throw new Failure('NEVER_OPEN');
  await writeSetting(command.tx, supportSetting, settings);
  await command.record({
    event: 'support.settingsChanged',
    subject: 'setting:support.settings',
    data: { zone, holidays: holidays.length, week: JSON.stringify(week), targets: JSON.stringify(settings.targets) },
  });
  command.changed('support');
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
