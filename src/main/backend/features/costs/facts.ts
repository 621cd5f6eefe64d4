import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { costKinds } from '#shared/features/costs/model.ts';
import type { CostDimension, CostFilter, CostKind } from '#shared/features/costs/model.ts';

/** Assets that were bought, at what they cost. Written as the index of days of purchase has it. */
const purchases = (from: string, until: string) => sql`
  SELECT 'purchase', 'asset:' || asset.id, coalesce(asset.purchased_on, ''), asset.department_id, asset.cost_centre_id,
    asset.supplier_id, asset.category_id, asset.cost_minor, asset.cost_currency, asset.tag, asset.name, 'asset', asset.id
  FROM asset WHERE coalesce(asset.purchased_on, '') BETWEEN ${from} AND ${until} AND asset.cost_minor IS NOT NULL`;

/** Work that was done, at the cost centre of the asset that it was done on. */
const work = (from: string, until: string) => sql`
  SELECT 'maintenance', 'order:' || work_order.id, work_order.done_on, asset.department_id, asset.cost_centre_id, NULL,
    asset.category_id, work_order.cost_minor, work_order.cost_currency, asset.tag, work_order.title, 'work_order', work_order.id
  FROM work_order JOIN asset ON asset.id = work_order.asset_id
  WHERE work_order.done_on BETWEEN ${from} AND ${until} AND work_order.cost_minor IS NOT NULL`;

const monthNumber = (day: RawBuilder<unknown>) =>
  sql`(CAST(substr(${day}, 1, 4) AS INTEGER) * 12 + CAST(substr(${day}, 6, 2) AS INTEGER))`;

/** Every how many months it is paid again; nothing for what is paid once. */
const every = (period: RawBuilder<unknown>) =>
  sql`CASE ${period} WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'year' THEN 12 END`;

/**
 * Whether something that began on a day and is paid each period falls due in a month: in the month of its beginning,
 * and in those that are whole periods after it, as long as it runs.
 */
const fallsDue = (starts: RawBuilder<unknown>, ends: RawBuilder<unknown>, period: RawBuilder<unknown>) => sql`
  months.month >= substr(${starts}, 1, 7) AND (${ends} IS NULL OR months.month <= substr(${ends}, 1, 7))
  AND (months.month = substr(${starts}, 1, 7)
    OR (${monthNumber(sql`months.month`)} - ${monthNumber(starts)}) % ${every(period)} = 0)`;

/** The day of a month on which it is paid: that of the beginning, or the last one that the month has. */
const dayIn = (starts: RawBuilder<unknown>) => sql`min(months.month || substr(${starts}, 8),
  date(months.month || '-01', '+1 month', '-1 day'))`;

/** Terms of licences; one whose asset says its own price is a purchase already. */
const licences = () => sql`
  SELECT 'licence', 'term:' || term.id || ':' || months.month, ${dayIn(sql`term.starts_on`)}, entitlement.department_id,
    entitlement.cost_centre_id, entitlement.supplier_id, NULL, term.cost_minor, entitlement.currency,
    entitlement.reference, software_product.name, 'product', entitlement.product_id
  FROM entitlement_term AS term JOIN entitlement ON entitlement.id = term.entitlement_id
  JOIN software_product ON software_product.id = entitlement.product_id
  JOIN months ON ${fallsDue(sql`term.starts_on`, sql`coalesce(entitlement.ended_on, term.ends_on)`, sql`term.period`)}
  WHERE term.cost_minor > 0 AND NOT EXISTS
    (SELECT 1 FROM asset WHERE asset.id = entitlement.asset_id AND asset.cost_minor IS NOT NULL)`;

/** Lines of contracts that run. */
const contracts = () => sql`
  SELECT 'contract', 'line:' || line.id || ':' || months.month, ${dayIn(sql`contract.starts_on`)}, NULL, NULL,
    contract.supplier_id, NULL, line.quantity * line.unit_price_minor, contract.currency,
    'CON-' || contract.year || '-' || substr('000' || contract.number, -max(4, length(contract.number))),
    contract.title || iif(line.description = '', '', ' · ' || line.description), 'contract', contract.id
  FROM contract_line AS line JOIN contract ON contract.id = line.contract_id
  JOIN months ON ${fallsDue(
    sql`contract.starts_on`,
    sql`coalesce(contract.ended_on, iif(contract.auto_renew = 1, NULL, contract.ends_on))`,
    sql`line.period`,
  )}
  WHERE line.quantity * line.unit_price_minor > 0`;

/** Tables `months` and `fact` over what was paid from one month to another; each payment is one row. */
export function factsOf({ from, to, kinds }: CostFilter): RawBuilder<unknown> {
  const [first, last] = [`${from}-01`, `${to}-31`];
  const selects: Readonly<Record<CostKind, () => RawBuilder<unknown>>> = {
    purchase: () => purchases(first, last),
    maintenance: () => work(first, last),
    licence: licences,
    contract: contracts,
  };
  const wanted = costKinds.filter((kind) => kinds === undefined || kinds.length === 0 || kinds.includes(kind));
  return sql`months (month) AS (
      SELECT ${from} UNION ALL SELECT substr(date(month || '-01', '+1 month'), 1, 7) FROM months WHERE month < ${to}
    ), fact (kind, subject, day, department_id, cost_centre_id, supplier_id, category_id, minor, currency, label, title,
      entity, entity_id) AS (${sql.join(
        wanted.map((kind) => selects[kind]()),
        sql` UNION ALL `,
      )})`;
}

/** What tells rows or columns apart, as text; empty where a payment has none. */
export const keyOf: Readonly<Record<CostDimension, RawBuilder<string>>> = {
  department: sql`coalesce(CAST(fact.department_id AS TEXT), '')`,
  costCentre: sql`coalesce(CAST(fact.cost_centre_id AS TEXT), '')`,
  supplier: sql`coalesce(CAST(fact.supplier_id AS TEXT), '')`,
  category: sql`coalesce(CAST(fact.category_id AS TEXT), '')`,
  month: sql`substr(fact.day, 1, 7)`,
  year: sql`substr(fact.day, 1, 4)`,
  kind: sql`fact.kind`,
};
