import { isClosed } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { DataClass } from '#shared/features/incidents/response.ts';
import { judgeKeeping, keepsTo } from '#shared/features/security/keeping.ts';
import type { AssetKeeping, KeepingRule, Misplaced, Standing } from '#shared/features/security/keeping.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import type { Taking } from '#backend/features/custody/index.ts';
import { placesAbove, secureAmong } from './above.ts';
import { readRules, rulesAbout } from './rules.ts';

type Rule = Omit<KeepingRule, 'broken'>;
const asked = (rule: Rule) => ({ ...rule, placeId: rule.place?.id ?? null });

/** Of these nobody asks where they stand. */
const away: ReadonlySet<AssetStatus> = new Set(['ordered', 'disposed', 'lost', 'stolen', 'missing']);

async function rulesOf(db: Db, assetId: number): Promise<Rule[]> {
  const about = new Set(await rulesAbout(db, assetId));
  return about.size === 0 ? [] : (await readRules(db)).filter(({ id }) => about.has(id));
}

async function standingAt(db: Db, placeId: number | null, withSomebody: boolean): Promise<Standing> {
  const places = await placesAbove(db, placeId);
  return { withSomebody, places, secure: await secureAmong(db, places) };
}

async function isWithSomebody(db: Db, assetId: number): Promise<boolean> {
  const open = await db
    .selectFrom('custody')
    .select('id')
    .where('asset_id', '=', assetId)
    .where('ended_at', 'is', null)
    .where('custodian_kind', 'in', ['person', 'team'])
    .executeTakeFirst();
  return open !== undefined;
}

const whereOf = (rule: Rule): string => rule.place?.name ?? '';

/**
 * What a strict rule keeps in a secure place is not put anywhere else.
 *
 * @throws Failure KEPT_SECURE with the place that it has to be in, empty for any.
 */
export async function refuseOpenStanding(
  { tx }: CommandContext,
  asset: { id: number; tag: string },
  to: { placeId: number | null; status: AssetStatus },
): Promise<void> {
  if (away.has(to.status)) return;
  const rules = await rulesOf(tx, asset.id);
  if (rules.length === 0 || (await isWithSomebody(tx, asset.id))) return;
  const { refusing } = judgeKeeping(rules.map(asked), await standingAt(tx, to.placeId, false));
  if (refusing !== null) throw new Failure('KEPT_SECURE', { tag: asset.tag, place: whereOf(refusing) });
}

/** @throws Failure KEPT_SECURE when a strict rule says that nobody is given it at all. */
export async function refuseTaking(
  { tx }: CommandContext,
  { assetId, tag, custodian }: Pick<Taking, 'assetId' | 'tag' | 'custodian'>,
): Promise<void> {
  if (custodian.kind !== 'person' && custodian.kind !== 'team') return;
  const { refusing } = judgeKeeping((await rulesOf(tx, assetId)).map(asked), {
    withSomebody: true,
    places: [],
    secure: [],
  });
  if (refusing !== null) throw new Failure('KEPT_SECURE', { tag, place: whereOf(refusing) });
}

/** The rules about an asset, and whether it keeps to each as it stands. */
export async function readKeeping(db: Db, { assetId }: { assetId: number }): Promise<AssetKeeping> {
  const asset = await getAssetRow(db, assetId, false);
  const rules = await rulesOf(db, assetId);
  const standing = await standingAt(db, asset.place?.id ?? null, await isWithSomebody(db, assetId));
  const row = await db
    .selectFrom('asset_data_class')
    .select('data_class')
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
  return {
    dataClass: row?.data_class ?? null,
    rules: rules.map((rule) => {
      const { version: _, ...told } = rule;
      return { ...told, kept: away.has(asset.status) || keepsTo(asked(rule), standing) };
    }),
  };
}

/** Where an asset ought to be, when it is not there: the name of a place, or empty for any secure one. */
export async function findOpenStanding(db: Db, assetId: number): Promise<string | null> {
  if ((await rulesAbout(db, assetId)).length === 0) return null;
  const broken = (await readKeeping(db, { assetId })).rules.find(({ kept }) => !kept);
  return broken === undefined ? null : (broken.place?.name ?? '');
}

/** Assets that are not where they have to be kept, each once with all the rules that it breaks. */
export async function listMisplaced(
  db: Db,
  { limit }: { limit: number },
): Promise<{ rows: Misplaced[]; total: number }> {
  const rules = new Map((await readRules(db)).map((rule) => [rule.id, rule]));
  if (rules.size === 0) return { rows: [], total: 0 };
  const pairs = await db
    .selectFrom('asset_kept_wrongly')
    .innerJoin('asset', 'asset.id', 'asset_kept_wrongly.asset_id')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'category.name as category', 'rule_id'])
    .orderBy('asset.tag')
    .orderBy('rule_id')
    .execute();
  const byAsset = Map.groupBy(pairs, ({ id }) => id);
  const rows: Misplaced[] = [];
  for (const [id, broken] of [...byAsset].slice(0, limit)) {
    const [first] = broken;
    if (first === undefined) continue;
    const { custodian, place } = await getAssetRow(db, id, false);
    rows.push({
      asset: { id, tag: first.tag, name: first.name },
      category: first.category,
      place: place?.name ?? null,
      custodian: custodian?.name ?? null,
      rules: broken.flatMap(({ rule_id: ruleId }) => {
        const rule = rules.get(ruleId);
        if (rule === undefined) return [];
        const { about, subject, dataClass, strict } = rule;
        return [{ id: ruleId, about, subject, dataClass, place: rule.place, strict }];
      }),
    });
  }
  return { rows, total: byAsset.size };
}

/** @throws Failure ASSET_CLOSED */
export async function classifyAsset(
  command: CommandContext,
  { assetId, dataClass }: { assetId: number; dataClass: DataClass | null },
): Promise<void> {
  const { tx } = command;
  const { tag, status } = await getAssetRow(tx, assetId, false);
  if (isClosed(status)) throw new Failure('ASSET_CLOSED', { tag });
  const { dataClass: before } = await readKeeping(tx, { assetId });
  await tx.deleteFrom('asset_data_class').where('asset_id', '=', assetId).execute();
  if (dataClass !== null)
    await tx.insertInto('asset_data_class').values({ asset_id: assetId, data_class: dataClass }).execute();
  await command.record({
    event: 'security.assetClassified',
    subject: `asset:${assetId}`,
    data: { tag, before, after: dataClass },
  });
  command.changed('security');
}
