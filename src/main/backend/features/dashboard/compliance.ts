import { standingOf } from '#shared/features/licences/position.ts';
import type { PositionStanding } from '#shared/features/licences/position.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Inventory } from '#backend/kernel/inventory.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { listPositions } from '#backend/features/licences/index.ts';

interface Compliance {
  short: number;
  exact: number;
  over: number;
  rightsMissing: number;
}

/** A position is reckoned from the whole estate: it stays right until something is written, or the day is another. */
const reckoned = new WeakMap<Inventory, { of: string; compliance: Compliance }>();

/** How many products have fewer rights than they need, as many, or more. */
export async function readCompliance({ backend, reader, now }: QueryContext): Promise<Compliance> {
  const inventory = openInventoryOf(backend);
  const of = `${dayOf(now)} ${inventory.rowsWritten()}`;
  const known = reckoned.get(inventory);
  if (known?.of === of) return known.compliance;
  const { rows } = await listPositions({ reader, now }, { unusedDays: 90 });
  const count = (standing: PositionStanding) => rows.filter((row) => standingOf(row) === standing).length;
  const compliance = {
    short: count('short'),
    exact: count('even'),
    over: count('surplus'),
    rightsMissing: rows.reduce((sum, { position, shortfall }) => sum + (position === null ? 0 : shortfall), 0),
  };
  reckoned.set(inventory, { of, compliance });
  return compliance;
}
