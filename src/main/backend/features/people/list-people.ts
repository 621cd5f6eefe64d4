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
  assetsHeld: sql<number>`(SELECT count(*) FROM custody WHERE custody.person_id = person.id AND custody.ended_at IS NULL)`,
} as const;

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
  let page = filtered().select(sql<string | number>`${sortBy}`.as('sort_value'));
  if (after) {
    page = forward
      ? page.where(sql<boolean>`(${sortBy}, person.id) > (${after.value}, ${after.id})`)
      : page.where(sql<boolean>`(${sortBy}, person.id) < (${after.value}, ${after.id})`);
  }
  const rows = await page
    .orderBy(sortBy, forward ? 'asc' : 'desc')
    .orderBy('person.id', forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(filtered().clearSelect().select('person.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row): PersonRow => personRowOf(row)),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}
