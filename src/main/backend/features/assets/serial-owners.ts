import type { QueryContext } from '#backend/kernel/rpc/call.ts';

/** Assets that carry the serial already, whatever their manufacturer: said while it is being typed. */
export async function serialOwners(
  { reader }: QueryContext,
  { serial }: { serial: string },
): Promise<{ id: number; name: string }[]> {
  const rows = await reader
    .selectFrom('asset')
    .select(['id', 'tag'])
    .where('serial', '=', serial.trim())
    .limit(5)
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.tag }));
}
