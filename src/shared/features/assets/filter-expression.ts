import * as z from 'zod';

/** Built-in facts of an asset that a list can be filtered by. */
const filterFacts = [
  'tag',
  'name',
  'serial',
  'status',
  'condition',
  'category',
  'manufacturer',
  'model',
  'place',
  'department',
  'costCentre',
  'supplier',
  'orderNumber',
  'purchasedOn',
  'warrantyUntil',
  'endOfLifeOn',
  'notes',
] as const;
export type FilterFact = (typeof filterFacts)[number];

const filterOperators = [
  'is',
  'isNot',
  'contains',
  'startsWith',
  'lessThan',
  'atMost',
  'moreThan',
  'atLeast',
  'isEmpty',
  'isNotEmpty',
] as const;

/** A field of a category by its identifier, e.g. `field:12`. */
const customFieldKey = z.templateLiteral(['field:', z.number().int().positive()]);

const filterSubject = z.union([z.enum(filterFacts), customFieldKey]);

/** One condition; `values` are alternatives, as a person would type them. */
const filterCondition = z.object({
  field: filterSubject,
  operator: z.enum(filterOperators),
  values: z.array(z.string().max(200)).max(100).default([]),
});
export type FilterCondition = z.infer<typeof filterCondition>;

export type FilterExpression = FilterCondition | { all: FilterExpression[] } | { any: FilterExpression[] };

const expression: z.ZodType<FilterExpression> = z.lazy(() =>
  z.union([
    filterCondition,
    z.object({ all: z.array(expression).max(30) }),
    z.object({ any: z.array(expression).max(30) }),
  ]),
);

const deepest = 6;
const mostConditions = 60;

/** Conditions joined by and (`all`) and or (`any`), to any sensible depth. */
export const filterExpression = expression.refine(
  (each) => depthOf(each) <= deepest && conditionsOf(each).length <= mostConditions,
);

function partsOf(each: FilterExpression): FilterExpression[] {
  if ('all' in each) return each.all;
  return 'any' in each ? each.any : [];
}

function depthOf(each: FilterExpression): number {
  return 'field' in each ? 0 : 1 + Math.max(0, ...partsOf(each).map((part) => depthOf(part)));
}

/** Every condition in the expression, in the order in which it is read. */
export function conditionsOf(each: FilterExpression): FilterCondition[] {
  return 'field' in each ? [each] : partsOf(each).flatMap((part) => conditionsOf(part));
}

/** The identifier in `field:12`; null for a built-in fact. */
export function customFieldOf(subject: string): number | null {
  const id = /^field:(\d+)$/.exec(subject)?.[1];
  return id === undefined ? null : Number(id);
}

/** The expression with every condition replaced; an empty `all` holds for everything, an empty `any` for nothing. */
export function foldExpression<Result>(
  each: FilterExpression,
  condition: (one: FilterCondition) => Result,
  join: (how: 'all' | 'any', parts: Result[]) => Result,
): Result {
  if ('field' in each) return condition(each);
  return join(
    'all' in each ? 'all' : 'any',
    partsOf(each).map((part) => foldExpression(part, condition, join)),
  );
}
