import { wordsOf } from '#shared/primitives/text.ts';
import { cellText, type Cell } from '../read/table.ts';
import type { EntityDescription, Field } from './entity-description.ts';

/** What one column of the file becomes. A column without a field is kept as an extra: nothing is lost. */
export interface ColumnMapping {
  /** Index of the column, from 0. */
  readonly column: number;
  readonly heading: string;
  readonly field: string | null;
}

export interface SuggestedColumn extends ColumnMapping {
  /** 0 to 1; 0 without a field. */
  readonly confidence: number;
  readonly reason: 'heading' | 'synonym' | 'values' | null;
}

interface Candidate {
  readonly column: number;
  readonly key: string;
  readonly confidence: number;
  readonly reason: 'heading' | 'synonym' | 'values';
}

const EXACT = 1;
const SYNONYM = 0.95;
/** A field of a category that has the heading's name: less than any synonym of what every asset has. */
const OWN = 0.88;
const CONTAINED = 0.6;
const VALUES = 0.5;
/** Share of the values that must look like the field. */
const ENOUGH = 0.8;

/**
 * The heading's words without what export programs add around them: `cf: Serial number,type:text`, `Cost (EUR)`,
 * `* Required`.
 */
export function headingWords(heading: string): string {
  const bare = heading
    .replace(/^\s*(?:cf|custom field)\s*:\s*/i, '')
    .replace(/,\s*type\s*:.*$/i, '')
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  const words = wordsOf(bare);
  return (words.length === 0 ? wordsOf(heading) : words).join(' ');
}

/** How far each heading speaks for a field. */
function byHeading(words: string, column: number, field: Field, known: ReadonlySet<string>): Candidate | null {
  if (words === '') return null;
  if (field.own === true)
    return words === field.synonyms[0] ? { column, key: field.key, confidence: OWN, reason: 'heading' } : null;
  const own = wordsOf(field.key).join(' ');
  if (words === own) return { column, key: field.key, confidence: EXACT, reason: 'heading' };
  const place = field.synonyms.indexOf(words);
  // Earlier synonyms are more telling, so «Purchase Date» wins over «Order Date» for the same field.
  if (place >= 0) return { column, key: field.key, confidence: SYNONYM - place * 0.002, reason: 'synonym' };
  const contained = field.synonyms.some((synonym) => {
    if (!synonym.includes(' ') || !` ${words} `.includes(` ${synonym} `)) return false;
    // «Checked out to: location» is not the one it is checked out to: the rest must not name another field.
    return !known.has(` ${words} `.replace(` ${synonym} `, ' ').trim());
  });
  return contained ? { column, key: field.key, confidence: CONTAINED, reason: 'synonym' } : null;
}

function byValues(samples: readonly string[], column: number, field: Field): Candidate | null {
  const { recognise } = field;
  if (recognise === undefined || samples.length === 0) return null;
  const fitting = samples.filter((text) => recognise(text)).length;
  return fitting / samples.length >= ENOUGH ? { column, key: field.key, confidence: VALUES, reason: 'values' } : null;
}

/** A column of ids beside a column of their names (`model`, `model_str`): the names are what people read. */
function isIdBesideText(words: string, all: ReadonlySet<string>): boolean {
  return all.has(`${words} str`);
}

/**
 * Suggests a field for each column by its heading, by the headings other systems use, by what its values look like.
 * A field is suggested once, for the column that fits best; fields that grant rights are never suggested, and neither is
 * any for a heading that the file has twice: only the operator knows which of the columns counts.
 */
export function suggestMapping(
  description: EntityDescription,
  headings: readonly string[],
  sampleRows: readonly (readonly Cell[])[],
): SuggestedColumn[] {
  const words = headings.map(headingWords);
  const all = new Set(words);
  const names = headings.map((heading) => heading.trim().toLowerCase());
  const known = new Set(description.fields.flatMap((field) => [...field.synonyms, wordsOf(field.key).join(' ')]));
  const candidates: Candidate[] = [];
  for (const [column, phrase] of words.entries()) {
    if (names.indexOf(names[column] ?? '') !== names.lastIndexOf(names[column] ?? '')) continue;
    const samples = sampleRows.map((row) => cellText(row[column]).trim()).filter((text) => text !== '');
    const bare = phrase.replace(/ str$/, '');
    for (const field of description.fields) {
      if (field.privileged === true) continue;
      const found =
        byHeading(phrase, column, field, known) ??
        byHeading(bare, column, field, known) ??
        byValues(samples, column, field);
      if (found !== null)
        candidates.push(isIdBesideText(phrase, all) ? { ...found, confidence: found.confidence / 2 } : found);
    }
  }
  candidates.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  const byColumn = new Map<number, Candidate>();
  const used = new Set<string>();
  for (const candidate of candidates) {
    if (byColumn.has(candidate.column) || used.has(candidate.key)) continue;
    byColumn.set(candidate.column, candidate);
    used.add(candidate.key);
  }
  return headings.map((heading, column) => {
    const chosen = byColumn.get(column);
    return chosen === undefined
      ? { column, heading, field: null, confidence: 0, reason: null }
      : { column, heading, field: chosen.key, confidence: chosen.confidence, reason: chosen.reason };
  });
}
