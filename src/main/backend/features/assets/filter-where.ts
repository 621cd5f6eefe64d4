import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { columnOfType, convertText } from '#shared/features/assets/convert-field.ts';
import type { StoredValue } from '#shared/features/assets/convert-field.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { customFieldOf, factKinds } from '#shared/features/assets/filter-expression.ts';
import type { FilterCondition, FilterExpression, FilterFact } from '#shared/features/assets/filter-expression.ts';
import { foldExpression } from '#shared/rpc/conditions.ts';
import type { Operator } from '#shared/rpc/conditions.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { placesWithin } from '#backend/features/places/index.ts';

type Where = RawBuilder<boolean>;
type Comparison = Exclude<Operator, 'isEmpty' | 'isNotEmpty'>;

/** The row of the present custody; a partial index leads from the asset to it. */
const ofCustody = (column: ReturnType<typeof sql>) =>
  sql`(SELECT ${column} FROM custody WHERE custody.asset_id = asset.id AND custody.ended_at IS NULL)`;

const facts: Readonly<Record<FilterFact, RawBuilder<unknown>>> = {
  tag: sql`asset.tag`,
  name: sql`asset.name`,
  serial: sql`asset.serial`,
  status: sql`asset.status`,
  condition: sql`asset.condition`,
  family: sql`(SELECT family FROM category WHERE category.id = asset.category_id)`,
  category: sql`asset.category_id`,
  manufacturer: sql`asset.manufacturer_id`,
  model: sql`asset.model_id`,
  // A place that is in charge is no person, and yet the asset is in somebody's charge.
  custodian: ofCustody(sql`coalesce(person_id, 0)`),
  dueOn: ofCustody(sql`due_on`),
  place: sql`asset.place_id`,
  department: sql`asset.department_id`,
  costCentre: sql`asset.cost_centre_id`,
  supplier: sql`asset.supplier_id`,
  orderNumber: sql`asset.order_number`,
  purchasedOn: sql`asset.purchased_on`,
  cost: sql`asset.cost_minor`,
  warrantyUntil: sql`asset.warranty_until`,
  endOfLifeOn: sql`asset.end_of_life_on`,
  lastSeenAt: sql`substr(asset.last_seen_at, 1, 10)`,
  createdAt: sql`substr(asset.created_at, 1, 10)`,
  updatedAt: sql`substr(asset.updated_at, 1, 10)`,
  notes: sql`nullif(asset.notes, '')`,
};
const no = sql<boolean>`0`;
const anyOf = (parts: readonly Where[]): Where =>
  parts.length === 0 ? no : sql<boolean>`(${sql.join(parts, sql` OR `)})`;

/** The expression as SQL. A condition on a category's field is a walk along the index of its values. */
export function whereOf(expression: FilterExpression, fields: readonly Field[], seesCost: boolean): Where {
  const needsCost = (isMoney: boolean) => {
    if (isMoney && !seesCost) throw new Failure('FORBIDDEN', { permission: 'asset.cost.view' });
  };
  return foldExpression<FilterCondition['field'], Where>(
    expression,
    (condition) => {
      const id = customFieldOf(condition.field);
      if (id === null) {
        needsCost(condition.field === 'cost');
        return factWhere(condition, condition.field as FilterFact);
      }
      const field = fields.find((each) => each.id === id);
      if (!field || field.type === 'secret') return no;
      needsCost(field.type === 'money');
      return fieldWhere(condition, field);
    },
    (how, parts) => {
      if (parts.length === 0) return how === 'all' ? sql<boolean>`1` : no;
      return sql<boolean>`(${sql.join(parts, how === 'all' ? sql` AND ` : sql` OR `)})`;
    },
  );
}

function factWhere({ operator, values }: FilterCondition, fact: FilterFact): Where {
  const column = facts[fact];
  if (operator === 'isEmpty') return sql<boolean>`${column} IS NULL`;
  if (operator === 'isNotEmpty') return sql<boolean>`${column} IS NOT NULL`;
  const compared = comparedFact(fact, column, operator, values);
  return operator === 'isNot' ? sql<boolean>`NOT coalesce(${compared}, 0)` : compared;
}

function comparedFact(
  fact: FilterFact,
  column: RawBuilder<unknown>,
  operator: Comparison,
  values: readonly string[],
): Where {
  if (fact === 'place') {
    const within = (id: number) => sql<boolean>`${column} IN ${placesWithin(id)}`;
    return anyOf(values.map(Number).map(within));
  }
  if (factKinds[fact] === 'money') {
    return anyOf(
      values.flatMap((text) => {
        const converted = convertText({ type: 'money', unit: null, choices: [] }, text);
        return converted.ok ? [comparedMoney(column, sql`asset.cost_currency`, operator, converted.value)] : [];
      }),
    );
  }
  return compare(column, operator, factKinds[fact] === 'reference' ? values.map(Number) : values);
}

/** Amounts of different currencies are neither more nor less than each other. */
function comparedMoney(
  column: RawBuilder<unknown>,
  currency: RawBuilder<unknown>,
  operator: Comparison,
  wanted: StoredValue,
): Where {
  return sql<boolean>`(${compare(column, operator, [wanted.integer ?? 0])} AND ${currency} = ${wanted.currency})`;
}

function fieldWhere({ operator, values }: FilterCondition, field: Field): Where {
  const having = (where: Where) =>
    sql<boolean>`asset.id IN (SELECT asset_id FROM field_value WHERE field_id = ${field.id} AND ${where})`;
  if (operator === 'isEmpty') return sql<boolean>`NOT ${having(sql<boolean>`1`)}`;
  if (operator === 'isNotEmpty') return having(sql<boolean>`1`);
  const where = having(
    operator === 'contains' || operator === 'startsWith'
      ? compare(sql`entered`, operator, values)
      : comparedValue(field, operator, values),
  );
  return operator === 'isNot' ? sql<boolean>`NOT ${where}` : where;
}

function comparedValue(field: Field, operator: Comparison, values: readonly string[]): Where {
  const wanted = values.flatMap((text): StoredValue[] => {
    const converted = convertText(field, text);
    return converted.ok ? [converted.value] : [];
  });
  if (field.type === 'money')
    return anyOf(wanted.map((value) => comparedMoney(sql`integer_value`, sql`currency`, operator, value)));
  const column = sql.ref(columnOfType(field.type));
  return compare(
    column,
    operator,
    wanted.map(({ text, number, integer }) => text ?? number ?? integer ?? ''),
  );
}

/** Alternatives are joined by or. */
function compare(column: RawBuilder<unknown>, operator: Comparison, values: readonly (string | number)[]): Where {
  if (values.length === 0) return no;
  if (operator === 'is' || operator === 'isNot') return sql<boolean>`${column} IN (${sql.join(values)})`;
  return anyOf(
    values.map((value) => {
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
    }),
  );
}
