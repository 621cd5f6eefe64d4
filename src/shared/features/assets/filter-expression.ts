import * as z from 'zod';
import { expressionOver } from '#shared/rpc/conditions.ts';
import type { Condition, ConditionKind, Expression } from '#shared/rpc/conditions.ts';
import type { FieldType } from './fields.ts';

/** Built-in facts of an asset that a list can be filtered by, each with what it is compared as. */
export const factKinds = {
  tag: 'text',
  name: 'text',
  serial: 'text',
  status: 'choice',
  condition: 'choice',
  family: 'choice',
  category: 'reference',
  manufacturer: 'reference',
  model: 'reference',
  custodian: 'reference',
  dueOn: 'day',
  place: 'reference',
  department: 'reference',
  costCentre: 'reference',
  supplier: 'reference',
  orderNumber: 'text',
  purchasedOn: 'day',
  cost: 'money',
  warrantyUntil: 'day',
  endOfLifeOn: 'day',
  lastSeenAt: 'instant',
  createdAt: 'instant',
  updatedAt: 'instant',
  notes: 'text',
} as const satisfies Readonly<Record<string, ConditionKind>>;
export type FilterFact = keyof typeof factKinds;
export const filterFacts = Object.keys(factKinds) as FilterFact[];

/** A field of a category by its identifier, e.g. `field:12`. */
export const customFieldKey = z.templateLiteral(['field:', z.number().int().positive()]);
export type CustomFieldKey = z.infer<typeof customFieldKey>;

export const keyOfField = (id: number): CustomFieldKey => `field:${id}`;

/** The identifier in `field:12`; null for a built-in fact. */
export function customFieldOf(subject: string): number | null {
  const id = /^field:(\d+)$/.exec(subject)?.[1];
  return id === undefined ? null : Number(id);
}

/** What a field of a category is compared as; a secret is not compared at all. */
export function kindOfType(type: FieldType): ConditionKind | null {
  switch (type) {
    case 'number':
    case 'money':
    case 'yes_no':
    case 'choice':
      return type;
    case 'date':
      return 'day';
    case 'person':
    case 'location':
      return 'reference';
    case 'secret':
      return null;
    case 'text':
    case 'url':
    case 'mac':
    case 'ip':
    case 'serial':
    case 'imei':
      return 'text';
  }
}

const filterSubject = z.union([z.enum(filterFacts), customFieldKey]);
export type FilterSubject = z.infer<typeof filterSubject>;

export type FilterCondition = Condition<FilterSubject>;
export type FilterExpression = Expression<FilterSubject>;
export const filterExpression = expressionOver<FilterSubject>(filterSubject);
