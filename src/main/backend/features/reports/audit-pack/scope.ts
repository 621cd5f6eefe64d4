import type { PackScope } from '#shared/features/reports/contract.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { PackContext, QueryParameters } from './pack-sheet.ts';

/** What can restrict a sheet. */
export type Restriction = 'period' | 'assets';

/** The places and categories of the scope, each with everything inside; every query about assets begins with it. */
export const scopeTables = `place_in_scope (id) AS (
  SELECT :placeId UNION SELECT place.id FROM place JOIN place_in_scope ON place.parent_id = place_in_scope.id),
category_in_scope (id) AS (
  SELECT :categoryId UNION SELECT category.id FROM category JOIN category_in_scope ON category.parent_id = category_in_scope.id)`;

/** Condition on the table `asset`: an empty scope is everything. */
export const assetInScope = `(:placeId IS NULL OR asset.place_id IN (SELECT id FROM place_in_scope))
  AND (:departmentId IS NULL OR asset.department_id = :departmentId)
  AND (:categoryId IS NULL OR asset.category_id IN (SELECT id FROM category_in_scope))`;

/** Where places lie, from the widest down. */
export const placePaths = `place_path (id, path) AS (
  SELECT id, name FROM place WHERE parent_id IS NULL
  UNION ALL SELECT place.id, place_path.path || ' › ' || place.name FROM place JOIN place_path ON place.parent_id = place_path.id)`;

/** Condition on a column of days. */
export function onDaysOfPeriod(column: string): string {
  return `(:fromDay IS NULL OR ${column} >= :fromDay) AND (:toDay IS NULL OR ${column} <= :toDay)`;
}

/** Condition on a column of instants; the last day of the period counts whole. */
export function inPeriod(column: string): string {
  return `(:fromInstant IS NULL OR ${column} >= :fromInstant) AND (:toInstant IS NULL OR ${column} <= :toInstant)`;
}

export function parametersOf({ scope, facts, asOf }: PackContext): QueryParameters {
  return { ...parametersOfScope(scope, facts.now), asOfSeq: asOf.seq };
}

/** What the conditions of this file are told. */
export function parametersOfScope(scope: PackScope, now: string): QueryParameters {
  return {
    fromInstant: scope.from === null ? null : `${scope.from}T00:00:00.000Z`,
    toInstant: scope.to === null ? null : `${scope.to}T23:59:59.999Z`,
    fromDay: scope.from,
    toDay: scope.to,
    placeId: scope.placeId,
    departmentId: scope.departmentId,
    categoryId: scope.categoryId,
    asOfDay: now.slice(0, 10),
    asOfInstant: now,
  };
}

/** The restrictions that are in force, in words. */
export function restrictionsOf(context: PackContext, restrictions: readonly Restriction[]): string[] {
  const { scope, scopeNames } = context;
  const reasons: string[] = [];
  if (restrictions.includes('period') && scope.from !== null) reasons.push(`before ${scope.from}`);
  if (restrictions.includes('period') && scope.to !== null) reasons.push(`after ${scope.to}`);
  if (!restrictions.includes('assets')) return reasons;
  if (scopeNames.place !== null) reasons.push(`asset not in ${scopeNames.place}`);
  if (scopeNames.department !== null) reasons.push(`asset not of department ${scopeNames.department}`);
  if (scopeNames.category !== null) reasons.push(`asset not of category ${scopeNames.category}`);
  return reasons;
}

/** The names of what the scope points at. @throws Failure NOT_FOUND */
export function scopeNamesOf(sqlite: Sqlite, scope: PackScope): PackContext['scopeNames'] {
  const nameIn = (table: 'place' | 'department' | 'category', id: number | null): string | null => {
    if (id === null) return null;
    const name = sqlite.prepare<[number], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck().get(id);
    if (name === undefined) throw notFound(table, id);
    return name;
  };
  return {
    place: nameIn('place', scope.placeId),
    department: nameIn('department', scope.departmentId),
    category: nameIn('category', scope.categoryId),
  };
}

/** The scope as the cover says it. */
export function scopeText({ scopeNames }: Pick<PackContext, 'scopeNames'>): string {
  const parts = [
    scopeNames.place === null ? null : `place ${scopeNames.place} with everything inside`,
    scopeNames.department === null ? null : `department ${scopeNames.department}`,
    scopeNames.category === null ? null : `category ${scopeNames.category} with everything below`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Everything' : parts.join('; ');
}
