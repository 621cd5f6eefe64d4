import type { Transaction } from 'kysely';
import * as z from 'zod';
import { entryTemplate } from '#shared/features/assets/entry-contract.ts';
import type { Entry, EntryTemplate, EntryUnit, NewUnit } from '#shared/features/assets/entry-contract.ts';
import { identifier } from '#shared/features/assets/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { classifyUnits } from './register-entry-rules.ts';
import type { UnitProblem } from './register-entry-rules.ts';
import { refuseTakenIdentifiers } from './identifiers.ts';
import { refuseUnfitTemplate, registerUnits } from './register-units.ts';
import { findTakenTags } from './repository.ts';
import { reservedNumbers, takeTags } from './tags.ts';
import type { TakenTag } from './tags.ts';

/** Notes on an entry are no facts about an asset: they are written without a journal entry until it is finished. */
export interface EntryNote {
  tx: Transaction<Schema>;
  operatorId: number;
  now: string;
}

interface OpenEntry {
  id: number;
  template: EntryTemplate;
  blockId: number | null;
  createdAt: string;
}

async function findEntry(db: Db, operatorId: number): Promise<OpenEntry | null> {
  const row = await db.selectFrom('entry').selectAll().where('operator_id', '=', operatorId).executeTakeFirst();
  if (!row) return null;
  const template = entryTemplate.parse(JSON.parse(row.template));
  return { id: row.id, template, blockId: row.block_id, createdAt: row.created_at };
}

/** Only the operator whose entry it is may go on with it. */
async function ownEntry(db: Db, operatorId: number, entryId: number): Promise<OpenEntry> {
  const entry = await findEntry(db, operatorId);
  if (entry?.id !== entryId) throw notFound('entry', entryId);
  return entry;
}

const identifiersOf = (json: string) => z.array(identifier).parse(JSON.parse(json));

async function listUnits(db: Db, entryId: number) {
  const rows = await db
    .selectFrom('entry_unit')
    .selectAll()
    .where('entry_id', '=', entryId)
    .where('undone', '=', 0)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, identifiers: identifiersOf(row.identifiers) }));
}

const shown = ({ id, tag, serial, name, identifiers }: EntryUnit): EntryUnit => ({
  id,
  tag,
  serial,
  name,
  identifiers,
});

export async function currentEntry({ reader, actor }: QueryContext): Promise<Entry | null> {
  const entry = await findEntry(reader, actor.operatorId);
  return entry && { ...entry, units: (await listUnits(reader, entry.id)).map(shown) };
}

export async function startEntry(
  { tx, operatorId, now }: EntryNote,
  { template, blockId }: { template: EntryTemplate; blockId: number | null },
): Promise<{ entryId: number }> {
  await refuseUnfitTemplate({ tx }, template.categoryId, template.fields);
  const values = { template: JSON.stringify(template), block_id: blockId };
  const { id } = await tx
    .insertInto('entry')
    .values({ ...values, operator_id: operatorId, created_at: now })
    .onConflict((conflict) => conflict.column('operator_id').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { entryId: id };
}

/** Writes units down, all or none. @throws Failure ALREADY_ENTERED, SERIAL_TAKEN, TAG_TAKEN, TAG_RELEASED, … */
export async function addUnits(
  { tx, operatorId, now }: EntryNote,
  { entryId, units }: { entryId: number; units: readonly NewUnit[] },
): Promise<EntryUnit[]> {
  const entry = await ownEntry(tx, operatorId, entryId);
  const [problem] = await problemsOf(tx, entry, units);
  if (problem) throw new Failure(problem.code, problemFacts(problem));
  await refuseEnteredIdentifiers(tx, entry.id, units);
  const tags = await tagUnits(tx, entry, units, now);
  const rows = units.map((unit, index) => ({
    entry_id: entry.id,
    tag: tags[index]?.tag ?? '',
    number: tags[index]?.number ?? null,
    serial: unit.serial,
    name: unit.name,
    notes: unit.notes,
    identifiers: JSON.stringify(unit.identifiers),
    at: now,
  }));
  const inserted: EntryUnit[] = [];
  for (const row of rows) {
    const saved = await tx.insertInto('entry_unit').values(row).returningAll().executeTakeFirstOrThrow();
    inserted.push(shown({ ...saved, identifiers: identifiersOf(saved.identifiers) }));
  }
  return inserted;
}

function problemFacts({ value, tag, assetId }: UnitProblem): Record<string, unknown> {
  return { value, serial: value, tag, ...(assetId === null ? {} : { assetId }) };
}

async function refuseEnteredIdentifiers(db: Db, entryId: number, units: readonly NewUnit[]): Promise<void> {
  const own = units
    .flatMap(({ identifiers }) => identifiers)
    .filter(({ kind }) => kind !== 'gtin' && kind !== 'part_number');
  if (own.length === 0) return;
  await refuseTakenIdentifiers(db, own);
  for (const { tag, identifiers } of await listUnits(db, entryId)) {
    const again = identifiers.find(({ kind, value }) => own.some((each) => each.kind === kind && each.value === value));
    if (again) throw new Failure('ALREADY_ENTERED', { value: again.value, tag });
  }
}

async function problemsOf(db: Db, entry: OpenEntry, units: readonly NewUnit[]): Promise<UnitProblem[]> {
  const tags = units.flatMap(({ tag }) => (tag === null ? [] : [tag]));
  const serials = units.flatMap(({ serial }) => (serial === null ? [] : [serial]));
  const owners = new Map<string, { id: number; tag: string }>();
  for (let start = 0; start < serials.length; start += 500) {
    const rows = await db
      .selectFrom('asset')
      .select(['id', 'tag', 'serial'])
      .where('serial', 'in', serials.slice(start, start + 500))
      .where('manufacturer_id', entry.template.manufacturerId === null ? 'is' : '=', entry.template.manufacturerId)
      .execute();
    for (const { id, tag, serial } of rows) owners.set((serial ?? '').toLowerCase(), { id, tag });
  }
  const reserved = await reservedNumbers(db, tags);
  return classifyUnits(units, {
    entered: await listUnits(db, entry.id),
    takenTags: await findTakenTags(db, tags),
    releasedTags: new Set([...reserved].flatMap(([tag, { released }]) => (released ? [tag] : []))),
    serialOwners: owners,
  });
}

export async function checkUnits(
  { reader, actor }: QueryContext,
  { entryId, units }: { entryId: number; units: readonly NewUnit[] },
): Promise<{ row: number; column: UnitProblem['column']; code: UnitProblem['code']; tag: string }[]> {
  const entry = await ownEntry(reader, actor.operatorId, entryId);
  return (await problemsOf(reader, entry, units)).map(({ row, column, code, tag }) => ({ row, column, code, tag }));
}

/** Given tags as they are; others from what was taken back, then from the label roll, then from the scheme. */
async function tagUnits(
  tx: Transaction<Schema>,
  entry: OpenEntry,
  units: readonly NewUnit[],
  now: string,
): Promise<{ tag: string; number: number | null }[]> {
  const given = units.flatMap(({ tag }) => (tag === null ? [] : [tag]));
  const reserved = await reservedNumbers(tx, given);
  const wanted = units.length - given.length;
  const back = await tx
    .deleteFrom('entry_unit')
    .where('entry_id', '=', entry.id)
    .where('undone', '=', 1)
    .returning(['tag', 'number'])
    .execute();
  const again = back.toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0)).slice(0, wanted);
  const missing = wanted - again.length;
  const fresh: TakenTag[] =
    entry.blockId === null
      ? await takeTags(
          tx,
          Array.from({ length: missing }, () => entry.template),
          now,
        )
      : await takeFromBlock(
          tx,
          entry.blockId,
          missing,
          again.map(({ tag }) => tag),
        );
  const free = [...again, ...fresh];
  return units.map(({ tag }) =>
    tag === null
      ? (free.shift() ?? { tag: '', number: null })
      : { tag, number: reserved.get(tag.toLowerCase())?.number ?? null },
  );
}

async function takeFromBlock(
  tx: Transaction<Schema>,
  blockId: number,
  count: number,
  except: readonly string[],
): Promise<TakenTag[]> {
  const rows = await tx
    .selectFrom('reserved_tag')
    .leftJoin('asset', 'asset.tag', 'reserved_tag.tag')
    .leftJoin('entry_unit', 'entry_unit.tag', 'reserved_tag.tag')
    .select(['reserved_tag.tag', 'reserved_tag.number'])
    .where('block_id', '=', blockId)
    .where('released', '=', 0)
    .where('asset.id', 'is', null)
    .where('entry_unit.id', 'is', null)
    .orderBy('reserved_tag.number')
    .limit(count + except.length)
    .execute();
  const free = rows.filter(({ tag }) => !except.includes(tag)).slice(0, count);
  if (free.length < count) throw new Failure('BLOCK_USED_UP');
  return free;
}

export async function undoUnit(
  { tx, operatorId }: EntryNote,
  { entryId }: { entryId: number },
): Promise<{ tag: string; serial: string | null }> {
  const entry = await ownEntry(tx, operatorId, entryId);
  const last = (await listUnits(tx, entry.id)).at(-1);
  if (!last) throw new Failure('NOTHING_TO_UNDO');
  await tx.updateTable('entry_unit').set({ undone: 1 }).where('id', '=', last.id).execute();
  return { tag: last.tag, serial: last.serial };
}

/** All units become assets, in one transaction. */
export async function finishEntry(
  command: CommandContext,
  { entryId }: { entryId: number },
): Promise<{ id: number; tag: string }[]> {
  const { tx, actor } = command;
  const { id, template: stored } = await ownEntry(tx, actor.operatorId, entryId);
  const { fields, ...template } = stored;
  const units = await listUnits(tx, id);
  const registered = await registerUnits(
    command,
    template.categoryId,
    units.map(({ tag, number, serial, name, notes, identifiers }) => ({
      ...template,
      tag,
      tagNumber: number,
      serial,
      name: name ?? template.name,
      notes: notes ?? template.notes,
      identifiers,
    })),
    fields,
  );
  await recordEnd(command, id, 'assets.entryFinished', units);
  return registered;
}

/** The units are forgotten; their tags, of which labels may exist, are not given again. */
export async function discardEntry(command: CommandContext, { entryId }: { entryId: number }): Promise<void> {
  const { id } = await ownEntry(command.tx, command.actor.operatorId, entryId);
  await recordEnd(command, id, 'assets.entryDiscarded', await listUnits(command.tx, id));
}

async function recordEnd(
  command: CommandContext,
  id: number,
  event: 'assets.entryFinished' | 'assets.entryDiscarded',
  units: readonly { tag: string }[],
): Promise<void> {
  await command.record({
    event,
    subject: `entry:${id}`,
    data: { count: units.length, first: units[0]?.tag ?? '', last: units.at(-1)?.tag ?? '' },
  });
  await command.tx.deleteFrom('entry').where('id', '=', id).execute();
}
