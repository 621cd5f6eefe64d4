import * as z from 'zod';
import { atMost, id, line, requiredLine } from '#shared/rpc/fields.ts';
import { families } from './families.ts';
import { pathOfCategory } from './category-tree.ts';
import type { CategoryNode } from './category-tree.ts';
import type { Family } from './families.ts';

/** What a field of a category may hold (T2). */
export const fieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'yes_no',
  'choice',
  'url',
  'mac',
  'ip',
  'serial',
  'imei',
  'person',
  'location',
  'secret',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What other parts of the application read a field for: when something ends, how many days before it is to be cancelled, whether it goes on by itself. */
export const fieldRoles = ['expiry', 'notice_days', 'auto_renew'] as const;
export type FieldRole = (typeof fieldRoles)[number];

const longestFieldText = 1000;

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}

export const fieldDetails = z.object({
  name: requiredLine(80),
  type: z.enum(fieldTypes),
  group: line(60),
  /** Of a number, e.g. GB; of money, the currency that is meant when none is typed. */
  unit: line(20).nullable(),
  required: z.boolean(),
  unique: z.boolean(),
  /** As somebody would type it. */
  initial: line(longestFieldText).nullable(),
  help: line(300).nullable(),
  /** A regular expression that the whole text must match. */
  pattern: line(200).refine(compiles).nullable(),
  choices: z.array(requiredLine(80)).max(200),
  role: z.enum(fieldRoles).nullable(),
});
export type FieldDetails = z.infer<typeof fieldDetails>;

/** A field hangs on a whole family or on one category, and holds for everything below. */
export const fieldOwner = z.union([
  z.object({ family: z.enum(families), categoryId: z.null() }),
  z.object({ family: z.null(), categoryId: id }),
]);
export type FieldOwner = z.infer<typeof fieldOwner>;

export const field = fieldDetails.extend({
  id,
  family: z.enum(families).nullable(),
  categoryId: id.nullable(),
  position: z.number().int(),
  archived: z.boolean(),
  version: z.number().int(),
});
export type Field = z.infer<typeof field>;

/** A value as it was entered, and as people read it. */
export const fieldValue = z.object({
  fieldId: id,
  /** Null for a secret and for a cost that the operator may not see. */
  text: z.string().nullable(),
  shown: z.string().nullable(),
  /** False for what was entered before the field changed and does not convert: kept, and found by nothing. */
  fits: z.boolean(),
});
export type FieldValue = z.infer<typeof fieldValue>;

/** Texts by the field's identifier; null empties, what is absent stays. */
export const fieldTexts = atMost(500, z.record(z.string().regex(/^\d{1,16}$/), line(longestFieldText).nullable()));
export type FieldTexts = z.infer<typeof fieldTexts>;

/** The fields of a category in the order of a form: its family's, its ancestors', its own; without archived ones. */
export function fieldsOfCategory<Known extends Pick<Field, 'family' | 'categoryId' | 'position' | 'archived'>>(
  fields: readonly Known[],
  categories: readonly Pick<CategoryNode, 'id' | 'parentId' | 'family'>[],
  categoryId: number,
): Known[] {
  const path = pathOfCategory(categories, categoryId);
  const family: Family | undefined = path.at(-1)?.family;
  const inOrder = (list: readonly Known[]) => list.toSorted((one, other) => one.position - other.position);
  const living = fields.filter((each) => !each.archived);
  return [
    ...inOrder(living.filter((each) => each.family !== null && each.family === family)),
    ...path.flatMap((node) => inOrder(living.filter((each) => each.categoryId === node.id))),
  ];
}

/** Whether units of one kind may share the field's value: a fast entry asks for such fields once. */
export function isShared({ type, unique }: Pick<Field, 'type' | 'unique'>): boolean {
  return type !== 'secret' && !unique;
}
