import { noteProgress } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { stateSetting } from './settings.ts';
import type { ReminderState } from './settings.ts';

/** Keeps what came of work that runs by itself. */
export async function noteState(backend: Backend, change: Partial<ReminderState>): Promise<void> {
  await noteProgress(backend, 'reminders', async (tx) => {
    await writeSetting(tx, stateSetting, { ...(await readSetting(tx, stateSetting)), ...change });
  });
}
