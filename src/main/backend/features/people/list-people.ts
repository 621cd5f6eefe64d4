import { sql } from 'kysely';
import type { PersonRow } from '#shared/features/people/contract.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { holdsText, personRowOf, selectPersonRows } from './repository.ts';

export interface PeopleQuery {
  search?: string | undefined;
  departmentId?: number | undefined;
  includeArchived: boolean;
  sort: 'name' | 'employeeNumber' | 'department' | 'assetsHeld';
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
}

const sortExpressions = {
  name: sql<string>`person.name COLLATE NOCASE`,
  employeeNumber: sql<string>`coalesce(person.employee_number, '') COLLATE NOCASE`,
  department: sql<string>`coalesce(department.name, '') COLLATE NOCASE`,
  assetsHeld: sql<number>`coalesce(held.assets, 0)`,
} as const;

function heldByEach() {
  return sql<{ person_id: number; assets: number }>`(SELECT person_id, count(*) AS assets
    FROM custody INDEXED BY custody_person_open WHERE ended_at IS NULL AND person_id IS NOT NULL
    GROUP BY person_id)`.as('held');
}

export async function listPeople({ reader }: Pick<QueryContext, 'reader'>, query: PeopleQuery) {
  const filtered = () => {
    let rows = selectPersonRows(reader);
    if (!query.includeArchived) rows = rows.where('person.archived_at', 'is', null);
    if (query.departmentId !== undefined) rows = rows.where('person.department_id', '=', query.departmentId);
    if (query.search?.trim()) rows = rows.where(holdsText(query.search.trim()));
    return rows;
  };
  const sortBy = sortExpressions[query.sort];
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  // Only who is on the page is read whole: a sort would carry everybody's columns along.
  let page = filtered()
    .clearSelect()
    .select(['person.id', sql<string | number>`${sortBy}`.as('sort_value')]);
  // Counted once for all, where everybody's number is needed to know who comes first.
  if (query.sort === 'assetsHeld') page = page.leftJoin(heldByEach(), 'held.person_id', 'person.id');
  if (after) {
    page = forward
      ? page.where(sql<boolean>`(${sortBy}, person.id) > (${after.value}, ${after.id})`)
      : page.where(sql<boolean>`(${sortBy}, person.id) < (${after.value}, ${after.id})`);
  }
  const found = await page
    .orderBy(sortBy, forward ? 'asc' : 'desc')
    .orderBy('person.id', forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const rows = await selectPersonRows(reader)
    .where(
      'person.id',
      'in',
      shown.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, personRowOf(row)]));
  const { total } = await reader
    .selectFrom(filtered().clearSelect().select('person.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.flatMap(({ id }): PersonRow[] => [byId.get(id)].filter((row) => row !== undefined)),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}
