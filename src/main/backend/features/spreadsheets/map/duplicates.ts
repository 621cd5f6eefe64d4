import { identifierKey } from '#shared/primitives/text.ts';
import { cellText, type TableRow } from '../read/table.ts';
import { fieldOf, type EntityDescription, type Field } from './entity-description.ts';
import { KeyTable } from './key-table.ts';
import { parseValue } from './parse-value.ts';
import type { ColumnMapping } from './suggest-mapping.ts';

/** Rows that are named for one value; there may be as many as the file has. */
const NAMED_ROWS = 20;

/** Columns that together tell records apart. */
interface Identity {
  /** The field under which a duplicate is told. */
  readonly field: string;
  readonly columns: readonly { readonly column: number; readonly field: Field }[];
  readonly keys: KeyTable;
  /** Rows of the values that stand in the file more than once, by the row that has it first. */
  readonly rows: Map<number, number[]>;
  /** That first row, by value. */
  readonly firsts: Map<string, number>;
}

export interface Duplicate {
  readonly field: string;
  /** The first rows of the file that carry the value, this one perhaps among them. */
  readonly rowNumbers: readonly number[];
}

/** Finds values that only one record may have and that a file has in several rows: it is shown all rows, then asked. */
export class Duplicates {
  readonly #identities: readonly Identity[];
  readonly #currency: string;

  constructor(description: EntityDescription, mapping: readonly ColumnMapping[], currency = 'EUR') {
    const columnsOf = (keys: readonly string[]): Identity['columns'] =>
      keys.flatMap((key) => {
        const mapped = mapping.find(({ field }) => field === key);
        const field = fieldOf(description, key);
        return mapped === undefined || field === null ? [] : [{ column: mapped.column, field }];
      });
    const single = description.fields.filter(({ unique }) => unique === true).map(({ key }) => [key]);
    const together = description.uniqueTogether === undefined ? [] : [description.uniqueTogether];
    this.#currency = currency;
    this.#identities = [...single, ...together]
      .map((keys) => ({ field: keys[0] ?? '', columns: columnsOf(keys) }))
      .filter(({ field, columns }) => columns.some((each) => each.field.key === field))
      .map((identity) => ({ ...identity, keys: new KeyTable(), rows: new Map(), firsts: new Map() }));
  }

  look(row: TableRow): void {
    for (const identity of this.#identities) {
      const key = this.#keyOf(identity, row);
      if (key === null) continue;
      const first = identity.keys.note(key, row.rowNumber);
      if (first === 0) continue;
      identity.firsts.set(key, first);
      const rows = identity.rows.get(first) ?? [first];
      if (rows.length < NAMED_ROWS) rows.push(row.rowNumber);
      identity.rows.set(first, rows);
    }
  }

  /** Which of the row's values stand elsewhere in the file too. */
  of(row: TableRow): Duplicate[] {
    return this.#identities.flatMap((identity) => {
      if (identity.firsts.size === 0) return [];
      const first = identity.firsts.get(this.#keyOf(identity, row) ?? '');
      const rowNumbers = first === undefined ? undefined : identity.rows.get(first);
      return rowNumbers === undefined ? [] : [{ field: identity.field, rowNumbers }];
    });
  }

  #keyOf({ field, columns }: Identity, row: TableRow): string | null {
    const parts: string[] = [];
    for (const each of columns) {
      const value = this.#valueOf(each.field, row, each.column);
      if (value === null && each.field.key === field) return null;
      parts.push(identifierKey(value ?? ''));
    }
    return parts.join('\u001F');
  }

  #valueOf(field: Field, row: TableRow, column: number): string | null {
    const cell = row.cells[column] ?? '';
    const parsed = parseValue(field, cell, { defaultCurrency: this.#currency });
    if (parsed.ok) return typeof parsed.value === 'string' ? parsed.value : null;
    // What such a date means is asked once for the column; written the same way, it means the same.
    return parsed.code === 'AMBIGUOUS_DATE' ? cellText(cell).trim() : null;
  }
}
