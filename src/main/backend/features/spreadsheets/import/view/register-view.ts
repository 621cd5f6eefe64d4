import type { ImportValue } from '../../map/parsed.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { RowChange } from '#shared/features/spreadsheets/contract.ts';
import { HIDDEN } from '../../map/own-fields.ts';
import { nameKey } from '../known-names.ts';
import type { NameKind } from '../known-names.ts';

export type Values = Readonly<Record<string, ImportValue>>;

/** A record that carries a value of the row. */
export interface Match {
  id: number;
  label: string;
}

/** Why a row can't be taken, by field. */
export interface FieldProblem {
  field: string;
  code: string;
  facts: Record<string, string>;
}

/** What a row would do to a record. */
export interface Comparison {
  label: string;
  version: number;
  changes: RowChange[];
  problems: FieldProblem[];
}

/** A name that a row points at. */
export interface NamedThing {
  kind: NameKind;
  field: string;
  name: string;
  /** Other ways in which the row names the same thing. */
  also?: readonly string[];
}

/** What only the register can tell about rows of one entity; read by the worker over its own connection. */
export interface RegisterView {
  /** Fields whose value only one record may have. */
  readonly unique: readonly string[];
  find(field: string, value: string, values: Values): Match[];
  /** Those of them whose value the row would take away; the same unless stated. */
  owners?(field: string, value: string, values: Values): Match[];
  compare(id: number, values: Values, extras: Readonly<Record<string, string>>): Comparison;
  /** Problems of a row that would add a record, beyond what is taken. */
  refuseNew?(values: Values): FieldProblem[];
  /** Names that the row points at. */
  namesOf(values: Values): NamedThing[];
  /** Values for fields of categories as the row's own category takes them. */
  own?(values: Values): { values: Values; beside: Record<string, string>; problems: FieldProblem[] };
  /** The values with what the row leaves to be understood from the others. */
  complete?(values: Values): Values;
  /** Rows with a lower number go into the register first; without it they go in the order of the file. */
  order?(values: Values): number;
}

/** What a record has in a field: as it is shown, and what else means the same. */
export interface Known {
  shown: string;
  keys?: readonly string[];
  /** The text itself where it is not shown. */
  exactly?: string;
}

/** The field's text; null when it is empty or no text. */
export function text(values: Values, key: string): string | null {
  const value = values[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function shownValue(value: ImportValue): string {
  return typeof value === 'object' ? `${moneyToDecimal(value)} ${value.currency}` : String(value);
}

export function known(shown: string | number | null, keys?: readonly (string | null)[]): Known | undefined {
  if (shown === null || shown === '') return undefined;
  const same = keys?.filter((key) => key !== null).map(nameKey);
  return { shown: String(shown), ...(same === undefined ? {} : { keys: same }) };
}

/** Fields of the row that differ from what the record has. An empty cell leaves the record as it is. @param hidden whose texts are not shown */
export function changesOf(
  fields: readonly string[],
  values: Values,
  current: Readonly<Record<string, Known | undefined>>,
  hidden?: ReadonlySet<string>,
): RowChange[] {
  return fields.flatMap((field) => {
    const value = values[field];
    if (value === undefined) return [];
    const after = shownValue(value);
    const before = current[field];
    const same =
      before !== undefined &&
      ((before.exactly ?? before.shown) === after || before.keys?.includes(nameKey(after)) === true);
    if (same) return [];
    return [
      { field, before: before?.shown ?? null, after: hidden?.has(field.toLowerCase()) === true ? HIDDEN : after },
    ];
  });
}

/** Columns that are kept beside the fields, and differ. Their field is the heading behind a plus sign. */
export function besideChanges(
  extras: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
): RowChange[] {
  return Object.entries(extras).flatMap(([heading, after]) => {
    const before = current[heading] ?? null;
    return before === after ? [] : [{ field: `+${heading}`, before, after }];
  });
}
