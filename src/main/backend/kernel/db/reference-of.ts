/**
 * What a row joined from another table, as the contract names it; null where nothing was joined.
 *
 * @param id of the record that the row points at
 * @param name by which people know it
 */
export function referenceOf(id: number | null, name: string | null): { id: number; name: string } | null {
  return id === null || name === null ? null : { id, name };
}
