import { positionsOf } from '#domains/licences/index.ts';
import type { Allocation, Device, Estate, Installation, Lot, Product } from '#domains/licences/index.ts';
import { insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { onceResult } from '../measure/result.ts';

const counts = { products: 1_000, installations: 50_000, allocations: 20_000, devices: 5_000 } as const;

const metrics = ['device', 'device', 'user', 'named_user', 'core'] as const;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const lotOf = (productId: number, id: number): Lot => ({
  id,
  productId,
  metric: metrics[productId % metrics.length] ?? 'device',
  kind: 'perpetual',
  // Every third product lacks some, so that claims look for rights in every other way as well.
  quantity: productId % 3 === 0 ? 20 : 60,
  unlimited: false,
  startsOn: null,
  endsOn: id % 2 === 0 ? '2027-03-31' : null,
  maintenance: null,
  downgradeTo: productId % 4 === 0 ? [productId - 1] : [],
  upgradesFrom: null,
  boundTo: [],
  siteId: null,
  departmentId: null,
  secondaryUse: 0,
  installsPerRight: 0,
  rule: 'plain',
  packSize: 1,
});

/** An organisation's licences: two lots for each product, a suite for every tenth, 5,000 devices of 3,000 people. */
function anEstate(): Estate {
  const products: Product[] = range(counts.products).map((id) => ({
    id,
    line: `line ${Math.floor(id / 5)}`,
    releasedOn: `20${String(10 + (id % 15))}-06-01`,
    free: id % 50 === 0,
    metric: 'device',
    suites: id % 10 === 3 ? [id - 1] : [],
    transferable: false,
  }));
  const devices: Device[] = range(counts.devices).map((id) => ({
    id,
    counts: id % 100 !== 0,
    departmentId: (id % 12) + 1,
    placeIds: [(id % 40) + 1],
    processors: 2,
    coresPerProcessor: 4,
    hostId: null,
    reach: [],
    coreFactor: 1,
    pvuPerCore: 70,
  }));
  const userOf = (device: number): number | null => (device % 7 === 0 ? null : (device % 3_000) + 1);
  const installations: Installation[] = range(counts.installations).map((id) => {
    const deviceId = ((id * 7) % counts.devices) + 1;
    const productId = ((id * 13) % counts.products) + 1;
    const usedOn = id % 3 === 0 ? '2026-11-01' : null;
    return { id, productId, deviceId, userId: userOf(deviceId), usedOn, exclusion: null };
  });
  const allocations: Allocation[] = range(counts.allocations).map((id) => ({
    id,
    lotId: (id % (counts.products * 2)) + 1,
    userId: (id % 3_000) + 1,
    deviceId: null,
    departmentId: null,
    seats: 1,
    active: id % 40 !== 0,
  }));
  return {
    asOf: '2026-11-30',
    usedSince: '2026-09-01',
    products,
    lots: range(counts.products * 2).map((id) => lotOf(Math.ceil(id / 2), id)),
    allocations,
    installations,
    devices,
    sessions: [],
    denials: new Map(),
  };
}

export const licencePosition: Benchmark = {
  name: 'licence-position',
  what: 'the licence position of 1,000 products from 50,000 installations and 20,000 seats',
  limit: 'one second',
  run: async () => {
    const estate = anEstate();
    let positions = positionsOf(estate);
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const startedAt = performance.now();
      positions = positionsOf(estate);
      times.push(performance.now() - startedAt);
    }
    insist(positions.length >= counts.products, 'a position for every product');
    insist(
      positions.every(({ lines, position }) => lines.reduce((sum, line) => sum + line.units, 0) === (position ?? 0)),
      'every position is the sum of its lines',
    );
    const ours = distributionOf(times);
    return [{ ...onceResult('licence position of 1,000 products', ours.p50, 1_000), ours }];
  },
};
