import type { Day } from '#shared/primitives/days.ts';
import type { Device, Line, Lot } from './model.ts';

/** A lot on a day: how many of its rights are worth something. */
export interface Effective {
  readonly lot: Lot;
  entitled: number;
  effective: number;
  /** What is left while claims are matched. */
  free: number;
  readonly lines: Line[];
}

const line = (code: Line['code'], units: number, lotId: number, count = Math.abs(units)): Line => ({
  code,
  units,
  count,
  otherProductId: null,
  evidence: { kind: 'entitlement', ids: [lotId] },
});

function onItsOwn(lot: Lot, asOf: Day, devices: ReadonlyMap<number, Device>): Effective {
  const start = { lot, entitled: 0, effective: 0, free: 0 };
  const quantity = lot.kind === 'oem' ? lot.boundTo.length : lot.quantity;
  if (lot.startsOn !== null && lot.startsOn > asOf)
    return { ...start, lines: [line('LOT_NOT_BEGUN', 0, lot.id, quantity)] };
  if (lot.endsOn !== null && lot.endsOn < asOf) return { ...start, lines: [line('LOT_ENDED', 0, lot.id, quantity)] };
  if (lot.unlimited) return { ...start, free: Infinity, lines: [line('LOT_UNLIMITED', 0, lot.id, 0)] };
  const gone = lot.kind === 'oem' ? lot.boundTo.filter((id) => devices.get(id)?.counts !== true).length : 0;
  const effective = quantity - gone;
  return {
    lot,
    entitled: quantity,
    effective,
    free: effective,
    lines: [line('LOT', quantity, lot.id), ...(gone === 0 ? [] : [line('OEM_DEVICE_GONE', -gone, lot.id)])],
  };
}

/** Lots on the day, each upgrade with a base taken from what it upgrades; without one it is worth nothing. */
export function effectiveLots(
  lots: readonly Lot[],
  asOf: Day,
  devices: ReadonlyMap<number, Device>,
): Map<number, Effective> {
  const all = new Map(inOrder(lots).map((lot) => [lot.id, onItsOwn(lot, asOf, devices)]));
  const ofProduct = Map.groupBy(all.values(), ({ lot }) => lot.productId);
  for (const upgrade of chained([...all.values()].filter(({ lot }) => lot.kind === 'upgrade'))) {
    let missing = upgrade.effective;
    for (const base of ofProduct.get(upgrade.lot.upgradesFrom ?? Number.NaN) ?? []) {
      if (base.lot.metric !== upgrade.lot.metric || base === upgrade) continue;
      const taken = Math.min(missing, base.free);
      if (taken <= 0) continue;
      missing -= taken;
      if (base.lot.unlimited) continue;
      base.free -= taken;
      base.effective -= taken;
      base.lines.push({ ...line('USED_AS_BASE', -taken, base.lot.id), otherProductId: upgrade.lot.productId });
    }
    if (missing === 0) continue;
    upgrade.free -= missing;
    upgrade.effective -= missing;
    upgrade.lines.push(line('UPGRADE_WITHOUT_BASE', -missing, upgrade.lot.id));
  }
  return all;
}

/** What others are upgraded from comes first, so that a chain of upgrades begins at its base. */
function chained(upgrades: readonly Effective[]): Effective[] {
  const waiting = [...upgrades];
  const done: Effective[] = [];
  while (waiting.length > 0) {
    const pending = new Set(waiting.map(({ lot }) => lot.productId));
    const next = waiting.findIndex(
      ({ lot }) => lot.upgradesFrom === lot.productId || !pending.has(lot.upgradesFrom ?? 0),
    );
    done.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return done;
}

/** The lot that ends first is used first. */
export function inOrder(lots: readonly Lot[]): Lot[] {
  return lots.toSorted((one, other) => {
    const [first, second] = [one.endsOn ?? '9999-12-31', other.endsOn ?? '9999-12-31'];
    if (first !== second) return first < second ? -1 : 1;
    return one.id - other.id;
  });
}
