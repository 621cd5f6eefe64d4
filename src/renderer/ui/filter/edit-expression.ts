import { isComplete, isCondition, joinOf, partsOf } from '#shared/rpc/conditions.ts';
import type { Condition, Expression } from '#shared/rpc/conditions.ts';

export type Group = Exclude<Expression, Condition>;

export const groupOf = (how: 'all' | 'any', parts: Expression[]): Group =>
  how === 'all' ? { all: parts } : { any: parts };

/** What is edited always has a group at its root, so that something can be added beside it. */
export function asGroup(each: Expression | undefined): Group {
  if (each === undefined) return { all: [] };
  return isCondition(each) ? { all: [each] } : each;
}

/** The group with what lies at the path replaced; null takes it away. */
export function replaceAt(
  group: Group,
  path: readonly number[],
  change: (each: Expression) => Expression | null,
): Group {
  const [index, ...rest] = path;
  if (index === undefined) {
    const changed = change(group);
    return changed === null || isCondition(changed) ? asGroup(changed ?? undefined) : changed;
  }
  const parts = partsOf(group).flatMap((part, place) => {
    if (place !== index) return [part];
    if (rest.length > 0) return isCondition(part) ? [part] : [replaceAt(part, rest, change)];
    const changed = change(part);
    return changed === null ? [] : [changed];
  });
  return groupOf(joinOf(group), parts);
}

export function addTo(group: Group, path: readonly number[], part: Expression): Group {
  return replaceAt(group, path, (each) => (isCondition(each) ? each : groupOf(joinOf(each), [...partsOf(each), part])));
}

/**
 * What the backend is asked: without conditions that are not filled in, without empty groups, and with no group around
 * a single part. Undefined when nothing is left.
 */
export function tidied(each: Expression, isReady: (condition: Condition) => boolean): Expression | undefined {
  if (isCondition(each)) {
    const filled = isComplete(each.operator) ? { ...each, values: [] } : each;
    return isReady(filled) ? filled : undefined;
  }
  const parts = partsOf(each).flatMap((part) => tidied(part, isReady) ?? []);
  if (parts.length < 2) return parts[0];
  return groupOf(joinOf(each), parts);
}

/** The parts that all have to hold, each of which can be taken away by itself. */
export function partsThatHold(each: Expression | undefined): Expression[] {
  if (each === undefined) return [];
  return 'all' in each ? each.all : [each];
}
