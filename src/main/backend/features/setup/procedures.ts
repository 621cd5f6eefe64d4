import { implement } from '@orpc/server';
import * as z from 'zod';
import { setupContract } from '#shared/features/setup/contract.ts';
import { peekNumber, skipTo } from '#backend/kernel/numbering/sequence.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { refuseUnfitScheme, seedCatalogue, tagSchemeSetting, tagSequence } from '#backend/features/assets/index.ts';
import { idleLockSetting } from '#backend/features/auth/index.ts';
import { loanDaysSetting } from '#backend/features/custody/index.ts';
import { secondPersonSetting } from '#backend/features/stocktakes/index.ts';
import { sessionMinutesSetting } from '#backend/features/desk/index.ts';
import { loadSampleData } from './sample-data.ts';
import { finishedSetting } from './settings.ts';

const os = implement(setupContract).$context<Call>().use(guard);

export const setupProcedures = os.router({
  progress: os.progress.handler(
    inQuery(async ({ reader }) => ({ finished: await readSetting(reader, finishedSetting) })),
  ),
  getSettings: os.getSettings.handler(
    inQuery(async ({ reader }) => ({
      organisation: await readSetting(reader, organisationSetting),
      tagScheme: await readSetting(reader, tagSchemeSetting),
      nextTagNumber: await peekNumber(reader, tagSequence),
      idleLockMinutes: await readSetting(reader, idleLockSetting),
      loanDays: await readSetting(reader, loanDaysSetting),
      stocktakeSecondPerson: await readSetting(reader, secondPersonSetting),
      sessionMinutes: await readSetting(reader, sessionMinutesSetting),
    })),
  ),
  updateOrganisation: os.updateOrganisation.handler(
    inCommand((command, value) => change(command, organisationSetting, value)),
  ),
  updateTagScheme: os.updateTagScheme.handler(
    inCommand(async (command, { nextNumber, ...scheme }) => {
      refuseUnfitScheme(scheme);
      await change(command, tagSchemeSetting, scheme);
      if (nextNumber !== undefined) await skipTo(command.tx, tagSequence, nextNumber);
    }),
  ),
  updateDesk: os.updateDesk.handler(
    inCommand(async (command, { idleLockMinutes, loanDays, sessionMinutes }) => {
      await change(command, idleLockSetting, idleLockMinutes);
      await change(command, loanDaysSetting, loanDays);
      if (sessionMinutes !== undefined) await change(command, sessionMinutesSetting, sessionMinutes);
      command.afterCommit(() => {
        command.backend.idleLockMinutes = idleLockMinutes;
      });
    }),
  ),
  updateStocktakes: os.updateStocktakes.handler(
    inCommand((command, { secondPerson }) => change(command, secondPersonSetting, secondPerson)),
  ),
  finish: os.finish.handler(
    inCommand(async (command, { sampleData }) => {
      await seedCatalogue(command);
      if (sampleData) await loadSampleData(command);
      await change(command, finishedSetting, true);
    }),
  ),
});

async function change<Value>(command: CommandContext, setting: Setting<Value>, value: Value): Promise<void> {
  const before = await readSetting(command.tx, setting);
  await writeSetting(command.tx, setting, value);
  const facts = z.record(z.string(), z.json()).parse({ before, after: value });
  await command.record({ event: 'setup.settingChanged', subject: `setting:${setting.key}`, data: facts });
  command.changed('setup', 'auth', 'desk');
}
