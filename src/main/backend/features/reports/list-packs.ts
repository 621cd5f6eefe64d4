import { packScope } from '#shared/features/reports/contract.ts';
import type { HandedOutPack } from '#shared/features/reports/contract.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

const mostPacks = 200;

/** Packs that were handed out, the newest first, with the names that their scopes have today. */
export async function listPacks({ reader }: QueryContext): Promise<HandedOutPack[]> {
  const rows = await reader
    .selectFrom('audit_pack')
    .leftJoin('operator', 'operator.id', 'audit_pack.operator_id')
    .selectAll('audit_pack')
    .select('operator.display_name')
    .orderBy('number', 'desc')
    .limit(mostPacks)
    .execute();
  const nameIn = async (table: 'place' | 'department' | 'category', id: number | null): Promise<string[]> => {
    if (id === null) return [];
    const found = await reader.selectFrom(table).select('name').where('id', '=', id).executeTakeFirst();
    return found === undefined ? [] : [found.name];
  };
  return Promise.all(
    rows.map(async (row) => {
      const scope = packScope.parse(JSON.parse(row.scope));
      return {
        number: row.number,
        madeAt: row.made_at,
        madeBy: row.display_name ?? '',
        fileName: row.file_name,
        sha256: row.sha256,
        seal: row.seal,
        asOfSeq: row.as_of_seq,
        from: scope.from,
        to: scope.to,
        restrictedTo: [
          ...(await nameIn('place', scope.placeId)),
          ...(await nameIn('department', scope.departmentId)),
          ...(await nameIn('category', scope.categoryId)),
        ],
      };
    }),
  );
}
