import { dayOf } from '#backend/kernel/context.ts';
import { mailFileOf } from '#backend/kernel/documents/mail-file.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { noteReminder, prepareReminder } from './remind.ts';

/**
 * Writes a reminder as a mail that waits in a file: whoever is at the desk opens it in his mail program and sends it.
 *
 * @throws Failure ASSET_NOT_HELD.
 */
export async function saveReminder(
  { backend, session }: Call,
  input: { assetId: number; language: 'en' | 'de' },
): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const today = dayOf(backend.surroundings.now());
  const { name } = await prepareReminder(openInventoryOf(backend).reader, input, today);
  const path = await backend.host.chooseSaveFile({
    defaultName: `${name}.eml`.replaceAll(/[/\\:*?"<>|]/g, ' '),
    filters: [{ name: 'E-mail', extensions: ['eml'] }],
  });
  if (path === null) return { path };
  await inTransaction(backend, actor, async (command) => {
    // Once more: something may have come back while the dialog was open.
    const reminder = await prepareReminder(command.tx, input, today);
    await noteReminder(command, { custodyIds: reminder.custodyIds, way: 'file' });
    const to = reminder.to === null ? [] : [{ name: reminder.name, address: reminder.to }];
    // The last step: when it fails nobody was reminded.
    writeFileWhole(path, mailFileOf({ to, subject: reminder.subject, text: reminder.text }));
  });
  return { path };
}
