import { recordContent } from '#shared/features/configuration/record.ts';
import type { RecordContent, RecordTemplate } from '#shared/features/configuration/record.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import '../tables.ts';

/** Templates that hold, by name. */
export async function listRecordTemplates(db: Db): Promise<RecordTemplate[]> {
  const rows = await db
    .selectFrom('configuration_record_template')
    .selectAll()
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, content, version }) => ({
    id,
    name,
    content: recordContent.parse(JSON.parse(content)),
    version,
  }));
}

/** Null writes a new one. @throws Failure TEMPLATE_NAME_TAKEN, CHANGED_MEANWHILE. */
export async function saveRecordTemplate(
  command: CommandContext,
  { id, version, name, content }: { id: number | null; version: number; name: string; content: RecordContent },
): Promise<{ id: number }> {
  const namesake = (await listRecordTemplates(command.tx)).find(
    (each) => each.name.toLowerCase() === name.toLowerCase(),
  );
  if (namesake && namesake.id !== id) throw new Failure('TEMPLATE_NAME_TAKEN', { name });
  const values = { name, content: JSON.stringify(content) };
  let templateId = id;
  if (templateId === null) {
    const row = await command.tx
      .insertInto('configuration_record_template')
      .values({ ...values, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    templateId = row.id;
  } else await updateSeen(command, 'configuration_record_template', { id: templateId, version }, values);
  await command.record({
    event: 'configuration.templateSaved',
    subject: `configuration_record_template:${templateId}`,
    data: { name, facts: content.facts.length, pages: content.pages.length },
  });
  command.changed('configuration');
  return { id: templateId };
}

export async function archiveRecordTemplate(command: CommandContext, seen: Seen): Promise<void> {
  await updateSeen(command, 'configuration_record_template', seen, { archived_at: command.now });
  await command.record({
    event: 'configuration.templateArchived',
    subject: `configuration_record_template:${seen.id}`,
    data: {},
  });
  command.changed('configuration');
}
