import { sql } from 'kysely';
import type { KeepingRule, RuleDetails } from '#shared/features/security/keeping.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { placesAbove, secureAmong } from './above.ts';

/** The rules that hold, each with how many assets do not keep to it. */
export async function listRules(db: Db): Promise<KeepingRule[]> {
  const broken = new Map(
    (
      await db
        .selectFrom('asset_kept_wrongly')
        .select('rule_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .groupBy('rule_id')
        .execute()
    ).map((row) => [row.rule_id, row.count]),
  );
  return (await readRules(db)).map((rule) => ({ ...rule, broken: broken.get(rule.id) ?? 0 }));
}

/** The rules that hold, in the order in which they were made. */
export async function readRules(db: Db): Promise<Omit<KeepingRule, 'broken'>[]> {
  const rows = await db
    .selectFrom('keeping_rule as rule')
    .leftJoin('asset', 'asset.id', 'rule.asset_id')
    .leftJoin('category', 'category.id', 'rule.category_id')
    .leftJoin('place', 'place.id', 'rule.place_id')
    .selectAll('rule')
    .select(['asset.tag', 'category.name as category', 'place.name as place'])
    .where('rule.ended_at', 'is', null)
    .orderBy('rule.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    about: row.about,
    subject:
      row.asset_id !== null
        ? { id: row.asset_id, name: row.tag ?? '' }
        : row.category_id === null
          ? null
          : { id: row.category_id, name: row.category ?? '' },
    dataClass: row.data_class,
    place: row.place_id === null ? null : { id: row.place_id, name: row.place ?? '' },
    applies: row.applies,
    strict: row.strict === 1,
    note: row.note,
    version: row.version,
  }));
}

/** @throws Failure PLACE_NOT_SECURE when the place that it names is not locked itself nor lies in one that is. */
export async function saveRule(
  command: CommandContext,
  { id, version, ...details }: RuleDetails & { id: number | null; version: number | null },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { subject, placeId, applies, strict, note } = details;
  if (placeId !== null && (await secureAmong(tx, await placesAbove(tx, placeId))).length === 0)
    throw new Failure('PLACE_NOT_SECURE', { place: (await getPlace(tx, placeId)).path });
  const values = {
    about: subject.about,
    asset_id: subject.about === 'asset' ? subject.assetId : null,
    category_id: subject.about === 'category' ? subject.categoryId : null,
    data_class: subject.about === 'data_class' ? subject.dataClass : null,
    place_id: placeId,
    applies,
    strict: strict ? (1 as const) : (0 as const),
    note,
  };
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('keeping_rule')
      .values({ ...values, made_at: now, made_by: actor.operatorId, ended_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else {
    const { numUpdatedRows } = await tx
      .updateTable('keeping_rule')
      .set({ ...values, version: (version ?? 0) + 1 })
      .where('id', '=', saved)
      .where('version', '=', version ?? 0)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'keeping_rule', id: saved });
  }
  await command.record({
    event: id === null ? 'security.ruleMade' : 'security.ruleChanged',
    subject: `keeping_rule:${saved}`,
    data: { ...subject, placeId, applies, strict },
    reason: note === '' ? null : note,
  });
  command.changed('security');
  return { id: saved };
}

/** @throws Failure CHANGED_MEANWHILE */
export async function endRule(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const rule = (await readRules(command.tx)).find((each) => each.id === id);
  if (rule === undefined) throw notFound('keeping_rule', id);
  if (rule.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'keeping_rule', id });
  await command.tx
    .updateTable('keeping_rule')
    .set({ ended_at: command.now, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'security.ruleEnded',
    subject: `keeping_rule:${id}`,
    data: { about: rule.about, name: rule.subject?.name ?? rule.dataClass },
  });
  command.changed('security');
}

/** Identifiers of the rules that are about an asset. */
export async function rulesAbout(db: Db, assetId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    WITH RECURSIVE kind (id) AS (
      SELECT category_id FROM asset WHERE id = ${assetId}
      UNION SELECT category.parent_id FROM category JOIN kind ON category.id = kind.id WHERE category.parent_id IS NOT NULL
    )
    SELECT rule.id FROM keeping_rule AS rule WHERE rule.ended_at IS NULL AND (
      (rule.about = 'asset' AND rule.asset_id = ${assetId})
      OR (rule.about = 'category' AND rule.category_id IN (SELECT id FROM kind))
      OR (rule.about = 'holds_data' AND EXISTS (SELECT 1 FROM asset_holding_data WHERE asset_id = ${assetId}))
      OR (rule.about = 'data_class' AND rule.data_class = (SELECT data_class FROM asset_data_class WHERE asset_id = ${assetId}))
    )`.execute(rawExecutor(db));
  return rows.map(({ id }) => id);
}
