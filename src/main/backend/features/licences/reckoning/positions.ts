import { positionsOf, suggestTransfers } from '#domains/licences/index.ts';
import type { Position } from '#domains/licences/index.ts';
import type { PositionDetail, PositionRow } from '#shared/features/licences/position.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readEstate } from './read-estate.ts';
import type { ReadEstate } from './read-estate.ts';

export interface Asked {
  asOf?: Day | undefined;
  unusedDays: number;
}

/** What was seen and told apart: a position is not final while something is neither a product nor ignored. */
export async function readCompleteness(db: Db) {
  const row = await db
    .selectFrom('installation')
    .where('removed_on', 'is', null)
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('installations'),
      fn.count<number>('product_id').as('matched'),
      fn
        .sum<number>(
          eb
            .case()
            .when(eb.and([eb('product_id', 'is', null), eb('rule_id', 'is not', null)]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('ignored'),
    ])
    .executeTakeFirstOrThrow();
  const ignored = Number(row.ignored ?? 0);
  const { installations, matched } = row;
  return { installations, matched, ignored, unmatched: installations - matched - ignored };
}

function rowOf(estate: ReadEstate, position: Position): PositionRow {
  const { lines: _lines, uncovered: _uncovered, departments: _departments, productId, flags, ...numbers } = position;
  const known = estate.names.get(productId);
  return {
    ...numbers,
    product: { id: productId, name: known?.name ?? '' },
    publisher: known?.publisher ?? null,
    free: known?.free === true,
    flags: [...flags],
  };
}

/** Something is licensed, installed or given: a product that is only known is no row of the position. */
const matters = ({ entitled, installed, allocated, demand, unlimited, lines }: Position): boolean =>
  unlimited || entitled + installed + allocated + demand > 0 || lines.length > 0;

export async function reckon(
  db: Db,
  asOf: Day,
  unusedDays: number,
): Promise<{ estate: ReadEstate; positions: Position[] }> {
  const estate = await readEstate(db, asOf, unusedDays);
  return { estate, positions: positionsOf(estate).filter(matters) };
}

/** Those that lack the most first, then by name. */
export function rowsOf(estate: ReadEstate, positions: readonly Position[]): PositionRow[] {
  return positions
    .map((position) => rowOf(estate, position))
    .toSorted((one, other) => other.shortfall - one.shortfall || one.product.name.localeCompare(other.product.name));
}

export async function listPositions(
  { reader, now }: Pick<QueryContext, 'reader' | 'now'>,
  { asOf, unusedDays }: Asked,
) {
  const day = asOf ?? dayOf(now);
  const { estate, positions } = await reckon(reader, day, unusedDays);
  return { asOf: day, rows: rowsOf(estate, positions), completeness: await readCompleteness(reader) };
}

/** One product by each metric that it is counted by, with the arithmetic. */
export async function getPosition(
  { reader, now }: Pick<QueryContext, 'reader' | 'now'>,
  { productId, asOf, unusedDays }: Asked & { productId: number },
): Promise<PositionDetail[]> {
  const { estate, positions } = await reckon(reader, asOf ?? dayOf(now), unusedDays);
  const departments = new Map(
    (await reader.selectFrom('department').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  );
  const nameOf = (id: number | null): string => departments.get(id ?? 0) ?? '';
  return positions
    .filter((position) => position.productId === productId)
    .map((position) => ({
      ...rowOf(estate, position),
      uncovered: [...position.uncovered],
      lines: position.lines.map(({ code, units, count, otherProductId, evidence }) => ({
        code,
        units,
        count,
        other:
          otherProductId === null ? null : { id: otherProductId, name: estate.names.get(otherProductId)?.name ?? '' },
        evidence: {
          kind: evidence.kind,
          ids:
            evidence.kind === 'entitlement'
              ? [...new Set(evidence.ids.map((id) => estate.entitlementOf.get(id) ?? 0))]
              : [...evidence.ids],
        },
      })),
      departments: position.departments.map(({ departmentId, position: own }) => ({
        department: departmentId === null ? null : { id: departmentId, name: nameOf(departmentId) },
        position: own,
      })),
      transfers: suggestTransfers(position.departments).map(({ from, to, units }) => ({
        from: nameOf(from),
        to: nameOf(to),
        units,
      })),
    }));
}
