import { identifierKey } from '#shared/primitives/text.ts';
import type { EntityDescription } from './entity-description.ts';
import type { ImportValue } from './parsed.ts';

interface Numbered {
  readonly rowNumber: number;
  readonly values: Readonly<Record<string, ImportValue>>;
}

export interface Duplicate<Row> {
  readonly draft: Row;
  readonly value: string;
  /** All rows of the file that carry the value, this one included. */
  readonly rowNumbers: readonly number[];
}

/** For each identifying field the rows whose value (by its normalised key) another row carries too. */
export function duplicatesOf<Row extends Numbered>(
  description: EntityDescription,
  rows: readonly Row[],
): Map<string, Duplicate<Row>[]> {
  const result = new Map<string, Duplicate<Row>[]>();
  for (const { key } of description.fields.filter((field) => field.unique === true)) {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const value = row.values[key];
      if (typeof value !== 'string') continue;
      const group = groups.get(identifierKey(value));
      if (group === undefined) groups.set(identifierKey(value), [row]);
      else group.push(row);
    }
    const duplicates: Duplicate<Row>[] = [];
    for (const group of groups.values()) {
      if (group.length < 2) continue;
      const rowNumbers = group.map((row) => row.rowNumber);
      for (const draft of group) {
        const value = draft.values[key];
        duplicates.push({ draft, value: typeof value === 'string' ? value : '', rowNumbers });
      }
    }
    if (duplicates.length > 0) result.set(key, duplicates);
  }
  return result;
}
