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
  const netted = rows.filter(({ position }) => position !== null);
  const compliance = {
    short: netted.filter(({ shortfall }) => shortfall > 0).length,
    exact: netted.filter(({ shortfall, surplus }) => shortfall === 0 && surplus === 0).length,
    over: netted.filter(({ shortfall, surplus }) => shortfall === 0 && surplus > 0).length,
    rightsMissing: netted.reduce((sum, { shortfall }) => sum + shortfall, 0),
  };
  reckoned.set(inventory, { of, compliance });
  return compliance;
}
