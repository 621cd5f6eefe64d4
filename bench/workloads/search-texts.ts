import type { Sqlite } from '#backend/kernel/db/open.ts';
import { wordsOf } from '#backend/kernel/search/words.ts';
import type { Random } from '../generate/random.ts';

const notes = `coalesce(asset.notes, '') AS notes`;
const own = `coalesce((SELECT group_concat(value.entered, ' ') FROM field_value AS value JOIN field ON field.id = value.field_id
    WHERE value.asset_id = asset.id AND field.type NOT IN ('person', 'location', 'money')), '')`;

/**
 * What an asset is found by, as one SELECT; the LIKE peer and the brute force look through the same columns. Values of
 * fields stand with the notes, where there are any.
 */
export function searchedColumnsOf(raw: Sqlite): string {
  const fields = raw.prepare('SELECT EXISTS (SELECT 1 FROM field_value)').pluck().get() === 1;
  return fields ? columns.replace(notes, `coalesce(asset.notes, '') || ' ' || ${own} AS notes`) : columns;
}

const columns = `
  SELECT asset.id AS id, asset.tag AS tag, coalesce(asset.serial, '') AS serial, asset.name AS name,
    coalesce(model.name, '') || ' ' || coalesce(model.number, '') || ' ' || coalesce(manufacturer.name, '') || ' ' || category.name AS model,
    coalesce(person.name, keeper.name, '') AS custodian, coalesce(place.name, '') AS place,
    ${notes}, coalesce(asset.order_number, '') AS order_number
  FROM asset
  JOIN category ON category.id = asset.category_id
  LEFT JOIN model ON model.id = asset.model_id
  LEFT JOIN manufacturer ON manufacturer.id = asset.manufacturer_id
  LEFT JOIN place ON place.id = asset.place_id
  LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
  LEFT JOIN person ON person.id = custody.person_id
  LEFT JOIN place AS keeper ON keeper.id = custody.place_id`;

export const searchedNames = ['tag', 'serial', 'name', 'model', 'custodian', 'place', 'notes', 'order_number'] as const;

export type SearchedRow = Record<(typeof searchedNames)[number], string> & { id: number };

export interface SearchTexts {
  words: string[];
  fragments: string[];
}

/** Texts that somebody would type: one to three words of the same asset, cut as while typing, and middles of serials. */
export function typedTexts(raw: Sqlite, random: Random, assets: number, count: number): SearchTexts {
  const row = raw.prepare<[number], SearchedRow>(`${searchedColumnsOf(raw)} WHERE asset.id = ?`);
  const words: string[] = [];
  const fragments: string[] = [];
  while (words.length < count || fragments.length < count) {
    const found = row.get(1 + random.below(assets));
    if (!found) continue;
    const own = wordsOf([found.name, found.model, found.custodian, found.place, found.notes.slice(0, 40)].join(' '));
    const typed = Array.from({ length: 1 + (words.length % 3) }, () => random.pick(own))
      .map((word) => (word.length > 4 && random.chance(0.5) ? word.slice(0, 3 + random.below(word.length - 3)) : word))
      .join(' ');
    if (words.length < count && typed.length >= 3) words.push(typed);
    if (fragments.length < count) fragments.push(found.serial.slice(2, 6));
  }
  return { words, fragments };
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The same search by reading every asset: the answer that cannot be wrong. */
export class BruteForce {
  readonly #assets: { id: number; tokens: string; fragments: string }[] = [];

  constructor(raw: Sqlite) {
    for (const row of raw.prepare<[], SearchedRow>(searchedColumnsOf(raw)).iterate()) {
      const tokens = searchedNames.flatMap((name) => plain(row[name]).match(/[\p{L}\p{N}]+/gu) ?? []);
      this.#assets.push({
        id: row.id,
        tokens: ` ${tokens.join(' ')}`,
        fragments: `${row.tag} ${row.serial} ${row.name}`.toLowerCase(),
      });
    }
  }

  find(text: string): Set<number> {
    const words = wordsOf(plain(text)).map((word) => ` ${word}`);
    const wanted = text.toLowerCase();
    const found = new Set<number>();
    for (const { id, tokens, fragments } of this.#assets) {
      if (words.every((word) => tokens.includes(word)) || fragments.includes(wanted)) found.add(id);
    }
    return found;
  }
}
