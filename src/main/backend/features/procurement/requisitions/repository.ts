import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import type {
  Criterion,
  Requisition,
  RequisitionDetails,
  RequisitionLine,
  RequisitionRow,
  RequisitionState,
} from '#shared/features/procurement/requisition.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { kindOfThing } from '#backend/features/assets/index.ts';
import '../tables.ts';

const units = sql<number>`(SELECT coalesce(sum(quantity), 0) FROM requisition_line WHERE requisition_id = requisition.id)`;
const summary = sql<string>`(SELECT coalesce(group_concat(coalesce(nullif(line.description, ''), model.name, category.name), ', '), '')
  FROM requisition_line AS line JOIN category ON category.id = line.category_id LEFT JOIN model ON model.id = line.model_id
  WHERE line.requisition_id = requisition.id)`;

function selectRequisitions(db: Db) {
  return db
    .selectFrom('requisition')
    .innerJoin('person', 'person.id', 'requisition.requester_id')
    .leftJoin('department', 'department.id', 'requisition.department_id')
    .leftJoin('cost_centre', 'cost_centre.id', 'requisition.cost_centre_id')
    .innerJoin('operator', 'operator.id', 'requisition.created_by')
    .selectAll('requisition')
    .select([
      'person.name as requester',
      'department.name as department',
      'cost_centre.name as cost_centre',
      'operator.display_name as creator',
      units.as('units'),
      summary.as('summary'),
    ]);
}
type Selected = Awaited<ReturnType<ReturnType<typeof selectRequisitions>['executeTakeFirstOrThrow']>>;

function rowOf(row: Selected): RequisitionRow {
  return {
    id: row.id,
    number: requisitionNumber(row.year, row.number),
    state: row.state,
    requester: { id: row.requester_id, name: row.requester },
    department: row.department,
    reason: row.reason,
    neededBy: row.needed_by,
    units: row.units,
    summary: row.summary,
    createdBy: row.creator,
    createdAt: row.created_at,
  };
}

interface RequisitionQuery {
  states?: RequisitionState[] | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The newest first. */
export async function listRequisitions({ reader }: Pick<QueryContext, 'reader'>, query: RequisitionQuery) {
  const wanted = () => {
    let rows = selectRequisitions(reader);
    if (query.states?.length) rows = rows.where('requisition.state', 'in', query.states);
    const text = query.search?.trim();
    if (text)
      rows = rows.where(
        sql<boolean>`instr(lower(requisition.reason || char(31) || person.name || char(31) || ${summary} || char(31)
          || 'req-' || requisition.year || '-' || substr('000' || requisition.number, -4)), lower(${text})) > 0`,
      );
    return rows;
  };
  const after = decodeCursor(query.cursor);
  const page = after === null ? wanted() : wanted().where('requisition.id', '<', after.id);
  const rows = await page
    .orderBy('requisition.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(wanted().clearSelect().select('requisition.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map(rowOf),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ value: last.id, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

export async function listRequisitionLines(db: Db, requisitionId: number): Promise<RequisitionLine[]> {
  const rows = await db
    .selectFrom('requisition_line')
    .innerJoin('category', 'category.id', 'requisition_line.category_id')
    .leftJoin('model', 'model.id', 'requisition_line.model_id')
    .selectAll('requisition_line')
    .select(['category.name as category', 'model.name as model'])
    .where('requisition_id', '=', requisitionId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ...kindOfThing(row),
    description: row.description,
    quantity: row.quantity,
    mustHaves: row.must_haves,
    estimate:
      row.estimate_minor === null || row.estimate_currency === null
        ? null
        : { minor: row.estimate_minor, currency: row.estimate_currency },
  }));
}

export async function listCriteria(db: Db, requisitionId: number): Promise<Criterion[]> {
  return db
    .selectFrom('criterion')
    .select(['id', 'kind', 'text', 'target', 'weight', 'regulation'])
    .where('requisition_id', '=', requisitionId)
    .orderBy('position')
    .execute();
}

export async function getRequisition(db: Db, id: number): Promise<Requisition> {
  const row = await selectRequisitions(db).where('requisition.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('requisition', id);
  return {
    ...rowOf(row),
    departmentId: row.department_id,
    costCentre:
      row.cost_centre_id === null || row.cost_centre === null
        ? null
        : { id: row.cost_centre_id, name: row.cost_centre },
    notes: row.notes,
    lines: await listRequisitionLines(db, id),
    criteria: await listCriteria(db, id),
    returnReason: row.return_reason,
    createdById: row.created_by,
    submittedAt: row.submitted_at,
    version: row.version,
  };
}

/** Writes the lines of a requisition that is being worded, in place of those it had. */
export async function writeRequisitionLines(
  tx: Transaction<Schema>,
  requisitionId: number,
  lines: RequisitionDetails['lines'],
): Promise<void> {
  await tx.deleteFrom('requisition_line').where('requisition_id', '=', requisitionId).execute();
  await tx
    .insertInto('requisition_line')
    .values(
      lines.map((line, index) => ({
        requisition_id: requisitionId,
        position: index + 1,
        category_id: line.categoryId,
        model_id: line.modelId,
        description: line.description,
        quantity: line.quantity,
        must_haves: line.mustHaves,
        estimate_minor: line.estimate?.minor ?? null,
        estimate_currency: line.estimate?.currency ?? null,
      })),
    )
    .execute();
}

export function requisitionValues(details: RequisitionDetails) {
  return {
    requester_id: details.requesterId,
    department_id: details.departmentId,
    cost_centre_id: details.costCentreId,
    reason: details.reason,
    needed_by: details.neededBy,
    notes: details.notes,
  };
}

/** Changes a requisition that nobody else changed since it was seen. @throws Failure CHANGED_MEANWHILE */
export async function updateRequisition(
  tx: Transaction<Schema>,
  { id, version }: { id: number; version: number },
  values: Partial<ReturnType<typeof requisitionValues>> & {
    state?: RequisitionState;
    return_reason?: string | null;
    submitted_at?: string;
  },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('requisition')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'requisition', id });
}
