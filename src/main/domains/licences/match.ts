import type { Claim } from './claims.ts';
import type { Effective } from './effective.ts';
import type { Product } from './model.ts';

/** All rights of one metric, by the ways in which they may serve. */
export interface Rights {
  readonly products: ReadonlyMap<number, Product>;
  /** Lots of a product, in the order in which they are used. */
  readonly own: ReadonlyMap<number, readonly Effective[]>;
  /** Lots that may be used for an older version or a lesser edition. */
  readonly downgrading: ReadonlyMap<number, readonly Effective[]>;
  /** Lots of one title and edition that are under maintenance. */
  readonly maintained: ReadonlyMap<string, readonly Effective[]>;
}

/** Rights of one metric. @param lots in the order in which they are used */
export function rightsOf(products: ReadonlyMap<number, Product>, lots: readonly Effective[]): Rights {
  const downgrading = new Map<number, Effective[]>();
  const maintained = new Map<string, Effective[]>();
  const add = <Key>(map: Map<Key, Effective[]>, key: Key, lot: Effective): void => {
    const there = map.get(key);
    if (there) there.push(lot);
    else map.set(key, [lot]);
  };
  // What serves nobody else goes first.
  const rank = ({ lot }: Effective): number => (lot.kind === 'oem' ? 0 : lot.departmentId === null ? 2 : 1);
  const sorted = lots.toSorted((one, other) => rank(one) - rank(other));
  for (const each of sorted) {
    for (const productId of each.lot.downgradeTo) add(downgrading, productId, each);
    const line = products.get(each.lot.productId)?.line ?? null;
    if (each.lot.maintenance !== null && line !== null) add(maintained, line, each);
  }
  return { products, own: Map.groupBy(sorted, ({ lot }) => lot.productId), downgrading, maintained };
}

/** A version that came out under maintenance is licensed for good, also after the maintenance has ended. */
function carriesOn(rights: Rights, { lot }: Effective, wanted: Product): boolean {
  const bought = rights.products.get(lot.productId);
  if (bought === undefined || bought.id === wanted.id || wanted.releasedOn === null || lot.maintenance === null)
    return false;
  if (bought.releasedOn !== null && bought.releasedOn > wanted.releasedOn) return false;
  return lot.maintenance.startsOn <= wanted.releasedOn && wanted.releasedOn <= lot.maintenance.endsOn;
}

const holderOf = ({ userId, deviceId }: Claim): string => (deviceId === null ? `user ${userId}` : `device ${deviceId}`);

/** Gives rights to claims, the nearest right first: seats, the very product, maintenance, downgrade, suite. */
export class Matching {
  readonly #rights: Rights;
  readonly #suiteHolders = new Map<number, Set<string>>();
  readonly #riders = new Map<string, number>();

  constructor(rights: Rights) {
    this.#rights = rights;
  }

  /** @param claims in an order that does not depend on that of the rows */
  match(claims: readonly Claim[]): void {
    const { own, downgrading } = this.#rights;
    const steps: ((claim: Claim) => readonly Effective[])[] = [
      (claim) => (claim.seatsOn.length === 0 ? [] : this.#all(claim).filter((e) => claim.seatsOn.includes(e.lot.id))),
      ({ productId }) => own.get(productId) ?? [],
      (claim) => this.#maintained(claim),
      ({ productId }) => downgrading.get(productId) ?? [],
    ];
    for (const lotsFor of steps) {
      for (const claim of claims) if (claim.left > 0) this.#cover(claim, lotsFor(claim));
    }
    for (const claim of claims) this.#noteSuite(claim, claim.productId);
    for (const claim of claims) if (claim.left > 0) this.#coverBySuite(claim);
  }

  #all(claim: Claim): readonly Effective[] {
    const { own, downgrading, products } = this.#rights;
    const suites = products.get(claim.productId)?.suites ?? [];
    return [
      ...(own.get(claim.productId) ?? []),
      ...this.#maintained(claim),
      ...(downgrading.get(claim.productId) ?? []),
      ...suites.flatMap((suite) => own.get(suite) ?? []),
    ];
  }

  #maintained({ productId }: Claim): readonly Effective[] {
    const wanted = this.#rights.products.get(productId);
    if (wanted === undefined || wanted.line === null) return [];
    return (this.#rights.maintained.get(wanted.line) ?? []).filter((lot) => carriesOn(this.#rights, lot, wanted));
  }

  #may({ lot }: Effective, claim: Claim): boolean {
    if (lot.kind === 'oem' && (claim.deviceId === null || !lot.boundTo.includes(claim.deviceId))) return false;
    if (lot.siteId !== null && !claim.seatsOn.includes(lot.id)) return false;
    if (lot.departmentId === null || lot.departmentId === claim.departmentId) return true;
    return this.#rights.products.get(lot.productId)?.transferable === true;
  }

  #cover(claim: Claim, lots: readonly Effective[]): void {
    for (const each of lots) {
      if (claim.left <= 0) return;
      if (!this.#may(each, claim) || this.#rode(each, claim)) continue;
      if (each.free <= 0) continue;
      const units = Math.min(claim.left, each.free);
      each.free -= units;
      claim.left -= units;
      claim.coveredBy.push({ by: each, units });
      if (each.lot.secondaryUse > 0 && claim.userId !== null)
        this.#riders.set(`${each.lot.id} ${claim.userId}`, each.lot.secondaryUse);
    }
  }

  /** A further device of somebody whose first is licensed by the lot. */
  #rode({ lot }: Effective, claim: Claim): boolean {
    if (lot.secondaryUse === 0 || claim.userId === null || claim.deviceId === null) return false;
    const key = `${lot.id} ${claim.userId}`;
    const more = this.#riders.get(key) ?? 0;
    if (more === 0) return false;
    this.#riders.set(key, more - 1);
    claim.rides = true;
    claim.left = 0;
    return true;
  }

  #noteSuite(claim: Claim, suite: number): void {
    if (claim.deviceId === null && claim.userId === null) return;
    const holders = this.#suiteHolders.get(suite);
    if (holders) holders.add(holderOf(claim));
    else this.#suiteHolders.set(suite, new Set([holderOf(claim)]));
  }

  /** One right of the suite serves all its parts on the same device, or of the same person. */
  #coverBySuite(claim: Claim): void {
    for (const suite of this.#rights.products.get(claim.productId)?.suites ?? []) {
      if (this.#suiteHolders.get(suite)?.has(holderOf(claim)) === true) {
        claim.rides = true;
        claim.left = 0;
        return;
      }
      this.#cover(claim, this.#rights.own.get(suite) ?? []);
      if (claim.left === 0) {
        this.#noteSuite(claim, suite);
        return;
      }
    }
  }
}
