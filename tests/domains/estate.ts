import type {
  Allocation,
  Device,
  Estate,
  Installation,
  Lot,
  Position,
  Product,
  Session,
} from '#domains/licences/index.ts';
import { positionsOf } from '#domains/licences/index.ts';

/** An estate of licences that is told in few words. */
export class EstateBuilder {
  asOf = '2026-11-24';
  readonly products: Product[] = [];
  readonly lots: Lot[] = [];
  readonly allocations: Allocation[] = [];
  readonly installations: Installation[] = [];
  readonly devices: Device[] = [];
  readonly sessions: Session[] = [];
  readonly denials = new Map<number, number>();

  product(facts: Partial<Product> = {}): number {
    const id = this.products.length + 1;
    const usual = {
      line: null,
      releasedOn: null,
      free: false,
      metric: 'device',
      suites: [],
      transferable: false,
    } as const;
    this.products.push({ id, ...usual, ...facts });
    return id;
  }

  lot(productId: number, quantity: number, facts: Partial<Lot> = {}): number {
    const id = this.lots.length + 1;
    this.lots.push({
      id,
      productId,
      quantity,
      metric: 'device',
      kind: 'perpetual',
      unlimited: false,
      startsOn: null,
      endsOn: null,
      maintenance: null,
      downgradeTo: [],
      upgradesFrom: null,
      boundTo: [],
      siteId: null,
      departmentId: null,
      secondaryUse: 0,
      installsPerRight: 0,
      rule: 'plain',
      packSize: 1,
      ...facts,
    });
    return id;
  }

  device(facts: Partial<Device> = {}): number {
    const id = this.devices.length + 1;
    this.devices.push({
      id,
      counts: true,
      departmentId: null,
      placeIds: [],
      processors: 1,
      coresPerProcessor: 1,
      hostId: null,
      reach: [],
      coreFactor: 1,
      pvuPerCore: 100,
      ...facts,
    });
    return id;
  }

  installed(productId: number, deviceId: number, facts: Partial<Installation> = {}): number {
    const id = this.installations.length + 1;
    this.installations.push({ id, productId, deviceId, userId: null, usedOn: null, exclusion: null, ...facts });
    return id;
  }

  /** So many devices, each with the product. */
  spread(
    productId: number,
    count: number,
    of: { device?: Partial<Device>; row?: Partial<Installation> } = {},
  ): number[] {
    return Array.from({ length: count }, () => {
      const device = this.device(of.device);
      this.installed(productId, device, of.row);
      return device;
    });
  }

  seat(lotId: number, facts: Partial<Allocation>): void {
    const usual = { userId: null, deviceId: null, departmentId: null, seats: 1, active: true };
    this.allocations.push({ id: this.allocations.length + 1, lotId, ...usual, ...facts });
  }

  session(productId: number, facts: Partial<Session>): void {
    const usual = { userId: null, deviceId: null, from: 0, to: 1, tokens: 1 };
    this.sessions.push({ id: this.sessions.length + 1, productId, ...usual, ...facts });
  }

  estate(): Estate {
    const { asOf, products, lots, allocations, installations, devices, sessions, denials } = this;
    return { asOf, usedSince: '2026-08-26', products, lots, allocations, installations, devices, sessions, denials };
  }

  positions(): Position[] {
    return positionsOf(this.estate());
  }

  position(productId: number): Position {
    const found = this.positions().filter((each) => each.productId === productId);
    if (found.length !== 1 || !found[0]) throw new Error(`product ${productId} has ${found.length} positions`);
    return found[0];
  }
}
