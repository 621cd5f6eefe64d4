import type { ReminderWay } from '#shared/features/custody/reminder-contract.ts';
import type { Day } from '#shared/primitives/days.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { noteWritten } from '#backend/features/reminders/index.ts';
import { columnOf } from './custodian.ts';
import { custodianName } from './list-custodies.ts';
import { findOpenCustody } from './repository.ts';

interface Reminder {
  to: string | null;
  name: string;
  subject: string;
  text: string;
  /** Everything that the text reminds of. */
  custodyIds: number[];
}

/**
 * What to write to whoever has an asset that is due: one text over everything of his that should be back by now.
 *
 * @throws Failure ASSET_NOT_HELD.
 */
export async function prepareReminder(
  db: Db,
  { assetId, language }: { assetId: number; language: 'en' | 'de' },
  today: Day,
): Promise<Reminder> {
  const asset = await getAssetRow(db, assetId, false);
  const open = await findOpenCustody(db, assetId);
  if (!open) throw new Failure('ASSET_NOT_HELD', { tag: asset.tag, status: asset.status });
  const column = columnOf[open.custodian_kind];
  const rows = await db
    .selectFrom('custody')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .leftJoin('person', 'person.id', 'custody.person_id')
    .select(['custody.id', 'custody.due_on', 'asset.tag', 'asset.name', 'person.email', custodianName.as('holder')])
    .where('custody.ended_at', 'is', null)
    .where(`custody.${column}`, '=', open[column])
    .where((eb) => eb.or([eb('custody.id', '=', open.id), eb('custody.due_on', '<', today)]))
    .orderBy('custody.due_on')
    .orderBy('asset.tag')
    .execute();
  const organisation = (await readSetting(db, organisationSetting)).name;
  const name = rows[0]?.holder ?? '';
  const day = (value: Day | null) => value ?? '–';
  const items = rows.map(
    (row) => `- ${row.tag} ${row.name} (${textIn(language, 'reminder.due', { day: day(row.due_on) })})`,
  );
  return {
    to: rows[0]?.email ?? null,
    name,
    subject: textIn(language, 'reminder.subject', { count: rows.length, organisation }),
    text: [
      textIn(language, 'reminder.greeting', { name }),
      textIn(language, 'reminder.body', { count: rows.length }),
      items.join('\n'),
      textIn(language, 'reminder.end', { organisation }),
    ].join('\n\n'),
    custodyIds: rows.map(({ id }) => id),
  };
}

/** Keeps that somebody was reminded of what he has. */
export async function noteReminder(
  command: CommandContext,
  { custodyIds, way }: { custodyIds: readonly number[]; way: ReminderWay },
): Promise<void> {
  const { tx, now, actor } = command;
  for (const id of new Set(custodyIds)) {
    const custody = await tx
      .selectFrom('custody')
      .innerJoin('asset', 'asset.id', 'custody.asset_id')
      .leftJoin('person', 'person.id', 'custody.person_id')
      .select(['custody.ended_at', 'custody.due_on', 'asset.tag', 'person.email', custodianName.as('holder')])
      .where('custody.id', '=', id)
      .executeTakeFirst();
    if (!custody || custody.ended_at !== null) throw new Failure('CUSTODY_OVER', { tag: custody?.tag ?? '' });
    await tx
      .insertInto('custody_reminder')
      .values({ custody_id: id, at: now, operator_id: actor.operatorId, way })
      .execute();
    if (custody.due_on !== null && custody.email !== null)
      await noteWritten(command, { kind: 'loan', subject: `custody:${id}`, day: custody.due_on }, custody.email);
    await command.record({
      event: 'custody.reminded',
      subject: `custody:${id}`,
      data: { tag: custody.tag, custodian: custody.holder, dueOn: custody.due_on, way },
    });
  }
  command.changed('custody');
}
