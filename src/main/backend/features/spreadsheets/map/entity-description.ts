import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';

export type FieldType =
  | 'text'
  | 'notes'
  | 'tag'
  | 'serial'
  | 'money'
  | 'currency'
  | 'date'
  | 'boolean'
  | 'reference'
  | 'choice'
  | 'integer'
  | 'months'
  | 'email'
  | 'mac'
  | 'imei';

/** One of our fields as the import knows it. */
export interface Field {
  readonly key: string;
  readonly type: FieldType;
  /** Headings of other systems that mean this field, in any case and punctuation. The first is the most telling. */
  readonly synonyms: readonly string[];
  /** True when the field tells records apart, so the same value twice in a file is an error. */
  readonly unique?: boolean;
  readonly required?: boolean;
  /** For choices: our value by the words that mean it (see `statuses.ts`). */
  readonly choices?: ReadonlyMap<string, string>;
  /** Fields that together give this one when no column of its own is mapped: first and last name. */
  readonly composedOf?: readonly string[];
  /** Tells from a value alone that it belongs here. */
  readonly recognise?: (text: string) => boolean;
  /** Grants rights, so it is never suggested and only taken when the operator may grant them. */
  readonly privileged?: boolean;
  /** A field of categories, found by its own name alone. */
  readonly own?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What can be imported into one register. */
export interface EntityDescription {
  readonly entity: ImportEntity;
  readonly fields: readonly Field[];
  /** At least one of these must have a value in each row. */
  readonly identifiedBy: readonly string[];
  /** Fields that say which record of the register a row means, the most telling first. */
  readonly matchedBy: readonly string[];
  /** Fields that only together tell records apart, so the same values of all of them twice in a file are an error. */
  readonly uniqueTogether?: readonly string[];
}

/** @param synonyms headings of other systems, separated by bars; the first is the most telling */
export function field(
  key: string,
  type: FieldType,
  synonyms: string,
  rest: Omit<Field, 'key' | 'type' | 'synonyms'> = {},
): Field {
  return { key, type, synonyms: synonyms.split('|'), ...rest };
}

/** The field of that key, or null. */
export function fieldOf(description: EntityDescription, key: string): Field | null {
  return description.fields.find((field) => field.key === key) ?? null;
}
