import * as z from 'zod';

const operators = [
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
export type Operator = (typeof operators)[number];

/** What somebody compares: it decides which operators make sense and how a value is chosen. */
export type ConditionKind = 'text' | 'number' | 'money' | 'day' | 'instant' | 'yes_no' | 'choice' | 'reference';

const emptiness = ['isEmpty', 'isNotEmpty'] as const;
const order = ['is', 'isNot', 'lessThan', 'atMost', 'moreThan', 'atLeast', ...emptiness] as const;

/** The operators of each kind in the order in which they are offered; the first is the one that is meant most. */
export const operatorsOf: Readonly<Record<ConditionKind, readonly Operator[]>> = {
  text: ['contains', 'is', 'isNot', 'startsWith', ...emptiness],
  number: order,
  money: order,
  day: order,
  instant: order,
  yes_no: ['is', ...emptiness],
  choice: ['is', 'isNot', ...emptiness],
  reference: ['is', 'isNot', ...emptiness],
};

/** Whether the operator says all by itself. */
export function isComplete(operator: Operator): boolean {
  return operator === 'isEmpty' || operator === 'isNotEmpty';
}

/** One condition; `values` are alternatives, as a person would type them. */
export interface Condition<Subject extends string = string> {
  field: Subject;
  operator: Operator;
  values: string[];
}

/** Conditions joined by and (`all`) and or (`any`), to any sensible depth. */
export type Expression<Subject extends string = string> =
  | Condition<Subject>
  | { all: Expression<Subject>[] }
  | { any: Expression<Subject>[] };

const deepest = 6;
const mostConditions = 60;

/** Expressions over the subjects of one list. */
export function expressionOver<Subject extends string>(subject: z.ZodType<Subject>): z.ZodType<Expression<Subject>> {
  const condition = z.object({
    field: subject,
    operator: z.enum(operators),
    values: z.array(z.string().max(200)).max(100).default([]),
  });
  const expression: z.ZodType<Expression<Subject>> = z.lazy(() =>
    z.union([
      condition,
      z.object({ all: z.array(expression).max(30) }),
      z.object({ any: z.array(expression).max(30) }),
    ]),
  );
  return expression.refine((each) => depthOf(each) <= deepest && conditionsOf(each).length <= mostConditions);
}

export function isCondition<Subject extends string>(each: Expression<Subject>): each is Condition<Subject> {
  return 'field' in each;
}

/** How a group joins what is in it. */
export function joinOf<Subject extends string>(group: Exclude<Expression<Subject>, Condition<Subject>>): 'all' | 'any' {
  return 'all' in group ? 'all' : 'any';
}

/** What a group joins; nothing for a condition. */
export function partsOf<Subject extends string>(each: Expression<Subject>): Expression<Subject>[] {
  if ('all' in each) return each.all;
  return 'any' in each ? each.any : [];
}

function depthOf(each: Expression): number {
  return isCondition(each) ? 0 : 1 + Math.max(0, ...partsOf(each).map((part) => depthOf(part)));
}

/** Every condition in the expression, in the order in which it is read. */
export function conditionsOf<Subject extends string>(each: Expression<Subject>): Condition<Subject>[] {
  return isCondition(each) ? [each] : partsOf(each).flatMap((part) => conditionsOf(part));
}

/** The expression with every condition replaced; an empty `all` holds for everything, an empty `any` for nothing. */
export function foldExpression<Subject extends string, Result>(
  each: Expression<Subject>,
  condition: (one: Condition<Subject>) => Result,
  join: (how: 'all' | 'any', parts: Result[]) => Result,
): Result {
  if (isCondition(each)) return condition(each);
  return join(
    joinOf(each),
    partsOf(each).map((part) => foldExpression(part, condition, join)),
  );
}
