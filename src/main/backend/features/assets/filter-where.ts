import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { columnOfType, convertText } from '#shared/features/assets/convert-field.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { customFieldOf, foldExpression } from '#shared/features/assets/filter-expression.ts';
import type { FilterCondition, FilterExpression, FilterFact } from '#shared/features/assets/filter-expression.ts';
import { Failure } from '#backend/kernel/failure.ts';

type Where = RawBuilder<boolean>;

const facts: Readonly<Record<FilterFact, RawBuilder<unknown>>> = {
  tag: sql`asset.tag`,
  name: sql`asset.name`,
  serial: sql`asset.serial`,
  status: sql`asset.status`,
  condition: sql`asset.condition`,
  category: sql`asset.category_id`,
  manufacturer: sql`asset.manufacturer_id`,
  model: sql`asset.model_id`,
  place: sql`asset.place_id`,
  department: sql`asset.department_id`,
  costCentre: sql`asset.cost_centre_id`,
  supplier: sql`asset.supplier_id`,
  orderNumber: sql`asset.order_number`,
  purchasedOn: sql`asset.purchased_on`,
  warrantyUntil: sql`asset.warranty_until`,
  endOfLifeOn: sql`asset.end_of_life_on`,
  notes: sql`asset.notes`,
};
const references = new Set<string>([
  'category',
  'manufacturer',
  'model',
  'place',
  'department',
  'costCentre',
  'supplier',
]);
const no = sql<boolean>`0`;

/** The expression as SQL. A condition on a category's field is a walk along the index of its values. */
export function whereOf(expression: FilterExpression, fields: readonly Field[], seesCost: boolean): Where {
  return foldExpression<Where>(
    expression,
    (condition) => {
      const id = customFieldOf(condition.field);
      if (id === null) return factWhere(condition);
      const field = fields.find((each) => each.id === id);
      if (!field || field.type === 'secret') return no;
      if (field.type === 'money' && !seesCost) throw new Failure('FORBIDDEN', { permission: 'asset.cost.view' });
      return fieldWhere(condition, field);
    },
    (how, parts) => {
      if (parts.length === 0) return how === 'all' ? sql<boolean>`1` : no;
      return sql<boolean>`(${sql.join(parts, how === 'all' ? sql` AND ` : sql` OR `)})`;
    },
  );
}

function factWhere(condition: FilterCondition): Where {
  const column = facts[condition.field as FilterFact];
  if (condition.operator === 'isEmpty') return sql<boolean>`${column} IS NULL`;
  if (condition.operator === 'isNotEmpty') return sql<boolean>`${column} IS NOT NULL`;
  const values = references.has(condition.field) ? condition.values.map(Number) : condition.values;
  const compared = compare(column, condition.operator, values);
  return condition.operator === 'isNot' ? sql<boolean>`NOT coalesce(${compared}, 0)` : compared;
}

function fieldWhere({ operator, values }: FilterCondition, field: Field): Where {
  const having = (where: Where) =>
    sql<boolean>`asset.id IN (SELECT asset_id FROM field_value WHERE field_id = ${field.id} AND ${where})`;
  if (operator === 'isEmpty') return sql<boolean>`NOT ${having(sql<boolean>`1`)}`;
  if (operator === 'isNotEmpty') return having(sql<boolean>`1`);
  const name = columnOfType(field.type);
  const partial = operator === 'contains' || operator === 'startsWith';
  const wanted = values.flatMap((text): (string | number)[] => {
    if (partial) return [text];
    const converted = convertText(field, text);
    if (!converted.ok) return [];
    const { text: words, number, integer } = converted.value;
    return [words ?? number ?? integer ?? ''];
  });
  const column = partial ? sql`entered` : sql.ref(name);
  const where = having(compare(column, operator, wanted));
  return operator === 'isNot' ? sql<boolean>`NOT ${where}` : where;
}

/** Alternatives are joined by or. */
function compare(
  column: RawBuilder<unknown>,
  operator: Exclude<FilterCondition['operator'], 'isEmpty' | 'isNotEmpty'>,
  values: readonly (string | number)[],
): Where {
  if (values.length === 0) return no;
  if (operator === 'is' || operator === 'isNot') return sql<boolean>`${column} IN (${sql.join(values)})`;
  const each = values.map((value) => {
    switch (operator) {
      case 'contains':
        return sql<boolean>`instr(lower(${column}), lower(${value})) > 0`;
      case 'startsWith':
        return sql<boolean>`instr(lower(${column}), lower(${value})) = 1`;
      case 'lessThan':
        return sql<boolean>`${column} < ${value}`;
      case 'atMost':
        return sql<boolean>`${column} <= ${value}`;
      case 'moreThan':
        return sql<boolean>`${column} > ${value}`;
      case 'atLeast':
        return sql<boolean>`${column} >= ${value}`;
    }
  });
  return sql<boolean>`(${sql.join(each, sql` OR `)})`;
}
