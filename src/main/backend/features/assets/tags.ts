import type { Transaction } from 'kysely';
import * as z from 'zod';
import {
  epcOfTag,
  formatTag,
  initialTagScheme,
  isPrintableTag,
  prefixOf,
  tagScheme,
} from '#shared/features/assets/tag-scheme.ts';
import type { TagParts, TagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { findTakenTags } from './repository.ts';

export const tagSchemeSetting: Setting<TagScheme> = {
  key: 'assets.tagScheme',
  schema: tagScheme,
  initial: initialTagScheme,
};

/** Schemes of categories that have their own, by the identifier of the category. */
export const categorySchemesSetting: Setting<Record<string, TagScheme>> = {
  key: 'assets.categoryTagSchemes',
  schema: z.record(z.string(), tagScheme),
  initial: {},
};

/** The sequence that tags are numbered from; it goes forward only, so no tag is given twice. */
export const tagSequence = 'asset.tag';

/** What a tag is made from. */
export interface TagRequest {
  categoryId: number;
  placeId: number | null;
}

export interface TakenTag {
  tag: string;
  number: number;
}

/** Sites by place: the code of the widest place that each lies in, when that is a site. */
async function siteCodes(db: Db): Promise<Map<number, string>> {
  const places = await db.selectFrom('place').select(['id', 'parent_id', 'kind', 'code']).execute();
  const byId = new Map(places.map((place) => [place.id, place]));
  const sites = new Map<number, string>();
  for (const { id } of places) {
    let place = byId.get(id);
    while (place && place.kind !== 'site' && place.parent_id !== null) place = byId.get(place.parent_id);
    if (place?.kind === 'site') sites.set(id, place.code);
  }
  return sites;
}

/** Reads the schemes once, and answers for any number of assets. */
export async function readTagSchemes(db: Db, now: string) {
  const general = await readSetting(db, tagSchemeSetting);
  const own = await readSetting(db, categorySchemesSetting);
  const categories = new Map(
    (await db.selectFrom('category').select(['id', 'code']).execute()).map(({ id, code }) => [id, code]),
  );
  const usesSite = [general, ...Object.values(own)].some(({ prefix }) => prefix.includes('{SITE}'));
  const sites = usesSite ? await siteCodes(db) : new Map<number, string>();
  return {
    schemeOf: (categoryId: number): TagScheme => own[String(categoryId)] ?? general,
    partsOf: ({ categoryId, placeId }: TagRequest): TagParts => ({
      category: categories.get(categoryId) ?? '',
      site: placeId === null ? null : (sites.get(placeId) ?? null),
      year: now.slice(0, 4),
    }),
  };
}

/** The sequence of a prefix that counts for itself, else the one that all share. */
export function sequenceOf(scheme: TagScheme, parts: TagParts): string {
  return scheme.ownSeries ? `${tagSequence}:${prefixOf(scheme, parts)}` : tagSequence;
}

/**
 * Takes the next free tag for each request, in order. Passed over are numbers whose tag came in by an import, was
 * reserved for a label roll or stands in somebody's unfinished entry, and tags that can't be printed.
 */
export async function takeTags(
  tx: Transaction<Schema>,
  requests: readonly TagRequest[],
  now: string,
): Promise<TakenTag[]> {
  if (requests.length === 0) return [];
  const { schemeOf, partsOf } = await readTagSchemes(tx, now);
  const described = requests.map((request, index) => {
    const scheme = schemeOf(request.categoryId);
    const parts = partsOf(request);
    return { index, scheme, parts, sequence: sequenceOf(scheme, parts) };
  });
  const taken: TakenTag[] = Array.from({ length: requests.length });
  for (const [sequence, group] of Map.groupBy(described, (each) => each.sequence)) {
    let open: typeof described = group;
    while (open.length > 0) {
      const first = await takeNumbers(tx, sequence, open.length);
      const candidates = open.map((each, offset) => ({
        ...each,
        number: first + offset,
        tag: formatTag(each.scheme, first + offset, each.parts),
      }));
      const used = await findTagsInUse(
        tx,
        candidates.map(({ tag }) => tag),
      );
      const isFree = ({ tag }: TakenTag): boolean => isPrintableTag(tag) && !used.has(tag.toLowerCase());
      for (const { index, tag, number } of candidates.filter(isFree)) taken[index] = { tag, number };
      open = candidates.filter((candidate) => !isFree(candidate));
    }
  }
  return taken;
}

/** Lower-case tags among these that an asset, a label roll or an entry has, or that an asset had which was taken away. */
async function findTagsInUse(db: Db, tags: readonly string[]): Promise<Set<string>> {
  const used = new Set((await findTakenTags(db, tags)).keys());
  for (let start = 0; start < tags.length; start += 500) {
    const some = tags.slice(start, start + 500);
    const reserved = await db.selectFrom('reserved_tag').select('tag').where('tag', 'in', some).execute();
    const entered = await db.selectFrom('entry_unit').select('tag').where('tag', 'in', some).execute();
    const withdrawn = await db
      .selectFrom('withdrawn_record')
      .select('label as tag')
      .where('entity', '=', 'asset')
      .where('label', 'in', some)
      .execute();
    for (const { tag } of [...reserved, ...entered, ...withdrawn]) used.add(tag.toLowerCase());
  }
  return used;
}

/** Running numbers of tags that were reserved before they were given, by lower-case tag. */
export async function reservedNumbers(
  db: Db,
  tags: readonly string[],
): Promise<Map<string, { number: number; released: boolean }>> {
  const found = new Map<string, { number: number; released: boolean }>();
  for (let start = 0; start < tags.length; start += 500) {
    const rows = await db
      .selectFrom('reserved_tag')
      .select(['tag', 'number', 'released'])
      .where('tag', 'in', tags.slice(start, start + 500))
      .execute();
    for (const { tag, number, released } of rows) found.set(tag.toLowerCase(), { number, released: released === 1 });
  }
  return found;
}

/** The EPC memory of a tag by the scheme of its category; null when that has no GS1 numbering. */
export function epcHexOf(scheme: TagScheme, tag: string, number: number | null): string | null {
  return epcOfTag(scheme, tag, number)?.hex ?? null;
}

export async function listTagSchemes(db: Db): Promise<{ categoryId: number; scheme: TagScheme }[]> {
  const own = await readSetting(db, categorySchemesSetting);
  return Object.entries(own).map(([categoryId, scheme]) => ({ categoryId: Number(categoryId), scheme }));
}

/** The GS1 company prefixes of all schemes in use. */
export async function ownCompanyPrefixes(db: Db): Promise<Set<string>> {
  const general = await readSetting(db, tagSchemeSetting);
  const own = await readSetting(db, categorySchemesSetting);
  const prefixes = [general, ...Object.values(own)].map(({ gs1 }) => gs1?.companyPrefix);
  return new Set(prefixes.filter((prefix) => prefix !== undefined));
}
