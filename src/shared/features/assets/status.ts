/**
 * The life of an asset as one state machine. The database guards the same
 * transitions with a trigger made from this table (see the migrations).
 */
export const assetStatuses = [
  'ordered',
  'in_stock',
  'in_preparation',
  'in_use',
  'on_loan',
  'in_maintenance',
  'missing',
  'lost',
  'stolen',
  'retiring',
  'disposed',
] as const;
export type AssetStatus = (typeof assetStatuses)[number];

export const nextStatuses: Readonly<Record<AssetStatus, readonly AssetStatus[]>> = {
  ordered: ['in_stock', 'in_preparation', 'retiring'],
  in_stock: ['in_preparation', 'in_use', 'on_loan', 'in_maintenance', 'missing', 'lost', 'stolen', 'retiring'],
  in_preparation: ['in_stock', 'in_use', 'on_loan', 'in_maintenance', 'missing', 'lost', 'stolen', 'retiring'],
  in_use: ['in_stock', 'in_preparation', 'on_loan', 'in_maintenance', 'missing', 'lost', 'stolen', 'retiring'],
  on_loan: ['in_stock', 'in_preparation', 'in_use', 'in_maintenance', 'missing', 'lost', 'stolen', 'retiring'],
  in_maintenance: ['in_stock', 'in_preparation', 'in_use', 'on_loan', 'missing', 'lost', 'stolen', 'retiring'],
  missing: ['in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance', 'lost', 'stolen', 'retiring'],
  lost: ['in_stock', 'missing', 'stolen', 'retiring'],
  stolen: ['in_stock', 'lost', 'retiring'],
  retiring: ['in_stock', 'missing', 'lost', 'stolen', 'disposed'],
  disposed: [],
};

/** Whether the asset may go from one status to the other; staying is always allowed. */
export function mayBecome(from: AssetStatus, to: AssetStatus): boolean {
  return from === to || nextStatuses[from].includes(to);
}

/** Statuses in which somebody is answerable for the asset. */
export function isHeld(status: AssetStatus): boolean {
  return status === 'in_use' || status === 'on_loan';
}

/** Statuses whose next scan raises an alarm (S2). */
export function isAlarming(status: AssetStatus): boolean {
  return status === 'lost' || status === 'stolen';
}

/** Statuses on the way out of the inventory: who sets them needs the right to retire, and nobody holds such an asset. */
export function isOnTheWayOut(status: AssetStatus): boolean {
  return status === 'retiring' || status === 'disposed';
}

/** A disposed asset stays readable for ever and can't be edited (R6). */
export function isClosed(status: AssetStatus): boolean {
  return status === 'disposed';
}

/** Statuses in which nobody can rely on the asset: going there is told to whom depends on it (T4). */
export function endsService(status: AssetStatus): boolean {
  return isAlarming(status) || isOnTheWayOut(status);
}
