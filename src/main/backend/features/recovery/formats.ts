import { sql } from 'kysely';
import { mapping as mappingShape } from '#shared/features/recovery/model.ts';
import type { Mapping, RunFormat } from '#shared/features/recovery/model.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

/** How reports of each backup program are read, by name. */
export async function listFormats(db: Db): Promise<RunFormat[]> {
  const rows = await db
    .selectFrom('run_format')
    .selectAll()
    .where('archived_at', 'is', null)
    .orderBy(sql`name COLLATE NOCASE`)
    .execute();
  return rows.map(({ id, name, mapping, version }) => ({
    id,
    name,
    mapping: mappingShape.parse(JSON.parse(mapping)),
    version,
  }));
}

interface SavedFormat {
  id: number | null;
  version: number | null;
  name: string;
  mapping: Mapping;
}

/** @throws Failure NAME_TAKEN, CHANGED_MEANWHILE. */
export async function saveFormat(
  command: CommandContext,
  { id, version, name, mapping }: SavedFormat,
): Promise<{ id: number }> {
  const { tx } = command;
  const namesake = await tx
    .selectFrom('run_format')
    .select('id')
    .where(sql<boolean>`name = ${name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('NAME_TAKEN', { name });
  const values = { name, mapping: JSON.stringify(mapping) };
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('run_format')
      .values({ ...values, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else await updateSeen(command, 'run_format', { id: saved, version: version ?? 0 }, values);
  await command.record({
    event: 'recovery.formatSaved',
    subject: `run_format:${saved}`,
    data: { name, mapping: values.mapping },
  });
  command.changed('recovery');
  return { id: saved };
}
