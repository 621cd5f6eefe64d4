import { sql } from 'kysely';
import { applyRule, ruleDetails } from '#shared/features/software/recognition.ts';
import type { Rule, RuleDetails, SeenName } from '#shared/features/software/recognition.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { nextId } from '#backend/kernel/db/withdraw.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { recogniseAll } from './recognise.ts';
import './tables.ts';

/** Names that a person reads through; the rest waits behind them. */
const mostNames = 500;
const mostVersions = 5;

interface Group extends SeenName {
  version: string | null;
  productId: number | null;
  product: string | null;
  ruleId: number | null;
}

/** Everything that was seen, by name, publisher and version. */
async function seenGroups(db: Db): Promise<Group[]> {
  const rows = await db
    .selectFrom('installation')
    .leftJoin('software_product', 'software_product.id', 'installation.product_id')
    .select(['installation.name', 'installation.publisher', 'software_version', 'product_id', 'rule_id'])
    .select('software_product.name as product')
    .select(({ fn }) => fn.countAll<number>().as('devices'))
    .where('removed_on', 'is', null)
    .groupBy(['installation.name', 'installation.publisher', 'software_version', 'product_id', 'rule_id'])
    .execute();
  return rows.map((row) => ({
    name: row.name,
    publisher: row.publisher,
    devices: row.devices,
    versions: [],
    version: row.software_version,
    productId: row.product_id,
    product: row.product,
    ruleId: row.rule_id,
  }));
}

/** Rows of one name and publisher together, those on the most devices first. */
function byName(groups: readonly Group[]): (SeenName & { groups: Group[] })[] {
  const names = [
    ...Map.groupBy(groups, ({ name, publisher }) => `${name.toLowerCase()}\u001F${publisher ?? ''}`).values(),
  ];
  return names
    .map((own) => ({
      name: own[0]?.name ?? '',
      publisher: own[0]?.publisher ?? null,
      devices: own.reduce((sum, { devices }) => sum + devices, 0),
      versions: [...new Set(own.flatMap(({ version }) => version ?? []))].slice(0, mostVersions),
      groups: own,
    }))
    .toSorted((one, other) => other.devices - one.devices || one.name.localeCompare(other.name));
}

/** The work list: names that no rule knows and no product bears. */
export async function listUnrecognised(db: Db) {
  const groups = await seenGroups(db);
  const sum = (of: (group: Group) => boolean): number =>
    groups.reduce((total, group) => total + (of(group) ? group.devices : 0), 0);
  const open = groups.filter(({ productId, ruleId }) => productId === null && ruleId === null);
  return {
    names: byName(open)
      .slice(0, mostNames)
      .map(({ groups: _groups, ...name }) => name),
    installations: sum(() => true),
    recognised: sum(({ productId }) => productId !== null),
    ignored: sum(({ productId, ruleId }) => productId === null && ruleId !== null),
  };
}

export async function listRules(db: Db): Promise<Rule[]> {
  const rows = await db
    .selectFrom('recognition_rule as rule')
    .leftJoin('software_product as product', 'product.id', 'rule.product_id')
    .selectAll('rule')
    .select('product.name as product')
    .select(sql<number>`(SELECT count(*) FROM installation WHERE rule_id = rule.id)`.as('installations'))
    .where('rule.archived_at', 'is', null)
    .orderBy('rule.position')
    .orderBy('rule.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    publisherPattern: row.publisher_pattern,
    namePattern: row.name_pattern,
    versionPattern: row.version_pattern,
    productId: row.product_id,
    product: row.product_id === null || row.product === null ? null : { id: row.product_id, name: row.product },
    installations: row.installations,
    version: row.version,
  }));
}

export async function ruleHistory(db: Db, id: number) {
  const rows = await db
    .selectFrom('recognition_rule_version as version')
    .leftJoin('operator', 'operator.id', 'version.saved_by')
    .selectAll('version')
    .select('operator.display_name')
    .where('rule_id', '=', id)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    ...ruleDetails.parse(JSON.parse(row.content)),
    number: row.number,
    savedAt: row.saved_at,
    savedBy: row.display_name ?? '',
  }));
}

type Patterns = Pick<RuleDetails, 'publisherPattern' | 'namePattern' | 'versionPattern'>;

/** What a rule would tell apart, and what each name is by the rules that hold now. */
export async function testRule(db: Db, rule: Patterns) {
  const matching = (await seenGroups(db)).flatMap((group) => {
    const found = applyRule(rule, group);
    return found === null ? [] : [{ ...group, extracted: found.version }];
  });
  const extracted = new Map(
    matching.map(({ name, publisher, extracted: version }) => [`${name}\u001F${publisher}`, version]),
  );
  const matches = byName(matching).map(({ groups, ...name }) => ({
    ...name,
    version: extracted.get(`${name.name}\u001F${name.publisher}`) ?? null,
    now: groups[0]?.product ?? null,
  }));
  return { matches: matches.slice(0, mostNames), devices: matches.reduce((sum, { devices }) => sum + devices, 0) };
}

/** @throws Failure CHANGED_MEANWHILE */
export async function saveRule(
  command: CommandContext,
  { id, version, ...details }: RuleDetails & { id: number | null; version: number },
): Promise<{ id: number; recognised: number }> {
  const { tx } = command;
  const ruleId = id ?? (await insertRule(command, details));
  if (id !== null) {
    const { numUpdatedRows } = await tx
      .updateTable('recognition_rule')
      .set({ ...columnsOf(details), version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('archived_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Failure('CHANGED_MEANWHILE', { entity: 'recognition_rule', id });
    await keepVersion(command, ruleId, version + 1, details);
  }
  await command.record({
    event: 'software.ruleSaved',
    subject: `recognition_rule:${ruleId}`,
    data: { ...details, number: id === null ? 1 : version + 1 },
  });
  return { id: ruleId, recognised: await recogniseAll(command) };
}

const columnsOf = (details: RuleDetails) => ({
  publisher_pattern: details.publisherPattern,
  name_pattern: details.namePattern,
  version_pattern: details.versionPattern,
  product_id: details.productId,
});

async function insertRule(command: CommandContext, details: RuleDetails): Promise<number> {
  const { tx } = command;
  const { last } = await tx
    .selectFrom('recognition_rule')
    .select(sql<number>`coalesce(max(position), 0)`.as('last'))
    .executeTakeFirstOrThrow();
  // What says more comes before what says less: a bare `*` must not hide a rule that was there before.
  const position = details.namePattern.replaceAll(/[*]|\{version\}/g, '').length === 0 ? last + 1_000_000 : last + 1;
  const { id } = await tx
    .insertInto('recognition_rule')
    .values({ ...columnsOf(details), position, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepVersion(command, id, 1, details);
  return id;
}

async function keepVersion(
  { tx, now, actor }: CommandContext,
  ruleId: number,
  number: number,
  details: RuleDetails,
): Promise<void> {
  await tx
    .insertInto('recognition_rule_version')
    .values({ rule_id: ruleId, number, content: JSON.stringify(details), saved_at: now, saved_by: actor.operatorId })
    .execute();
}

/** It tells nothing apart any more; its versions stay. */
export async function archiveRule(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const { numUpdatedRows } = await command.tx
    .updateTable('recognition_rule')
    .set({ archived_at: command.now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Failure('CHANGED_MEANWHILE', { entity: 'recognition_rule', id });
  await command.record({ event: 'software.ruleArchived', subject: `recognition_rule:${id}`, data: {} });
  await recogniseAll(command);
}

/** Makes a product of each name that was seen, and lets a rule tell it apart from now on. */
export async function adoptNames(
  command: CommandContext,
  { names, free }: { names: readonly string[]; free: boolean },
): Promise<{ products: number; recognised: number }> {
  const { tx, backend } = command;
  for (const name of new Set(names)) {
    const seen = await tx.selectFrom('installation').select('publisher').where('name', '=', name).executeTakeFirst();
    if (!seen) throw notFound('installation', name);
    const same = await tx.selectFrom('software_product').select('id').where('name', '=', name).executeTakeFirst();
    if (same) continue;
    const id = nextId(openInventoryOf(backend).sqlite, 'software_product');
    const publisherId = seen.publisher === null ? null : await publisherNamed(command, seen.publisher);
    await tx
      .insertInto('software_product')
      .values({ id, name, publisher_id: publisherId, released_on: null, archived_at: null, free: free ? 1 : 0 })
      .execute();
    await command.record({
      event: 'software.productCreated',
      subject: `software_product:${id}`,
      data: { after: { name, publisherId, free } },
    });
  }
  return { products: new Set(names).size, recognised: await recogniseAll(command) };
}

async function publisherNamed(command: CommandContext, name: string): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM manufacturer WHERE name = ${name} COLLATE NOCASE`.execute(
    rawExecutor(command.tx),
  );
  return rows[0]?.id ?? null;
}
