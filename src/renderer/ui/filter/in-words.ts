import { isComplete, isCondition, joinOf, partsOf } from '#shared/rpc/conditions.ts';
import type { Condition, Expression, Operator } from '#shared/rpc/conditions.ts';
import { formatDay } from '../text/format.ts';
import { t, word } from '../text/t.ts';
import type { FilterField } from './filter-field.ts';

export type FieldOf = (key: string) => FilterField | undefined;

/** The operator as it reads between a field of this kind and its value. */
export function operatorWord(operator: Operator, kind: FilterField['kind']): string {
  return word(kind === 'day' || kind === 'instant' ? 'dayOperator' : 'operator', operator);
}

export function valueInWords(value: string, field: FilterField): string {
  const named = field.choices?.find((choice) => choice.value === value)?.label;
  if (named !== undefined) return named;
  if (field.kind === 'day' || field.kind === 'instant') return formatDay(value);
  if (field.kind === 'yes_no') return word('fields', value);
  return field.kind === 'number' && field.unit ? `${value} ${field.unit}` : value;
}

function conditionInWords({ field: key, operator, values }: Condition, fieldOf: FieldOf): string {
  const field = fieldOf(key);
  if (field === undefined) return t('filter.unknownField');
  const said = operatorWord(operator, field.kind);
  if (isComplete(operator)) return `${field.label} ${said}`;
  return `${field.label} ${said} ${values.map((value) => valueInWords(value, field)).join(` ${t('filter.or')} `)}`;
}

/** A filter as a sentence: what a chip shows and a printed list has in its head. */
export function expressionInWords(each: Expression, fieldOf: FieldOf): string {
  if (isCondition(each)) return conditionInWords(each, fieldOf);
  const parts = partsOf(each).map((part) => {
    const words = expressionInWords(part, fieldOf);
    return isCondition(part) ? words : `(${words})`;
  });
  return parts.join(` ${t(joinOf(each) === 'all' ? 'filter.and' : 'filter.or')} `);
}
