import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionsOf } from '#domains/licences/index.ts';
import type { Estate } from '#domains/licences/index.ts';
import { EstateBuilder } from './estate.ts';

const small = (max: number) => fc.nat({ max });

/** Any estate of a few products that are versions, suites and parts of each other, licensed in any way. */
const anyEstate = fc
  .record({
    lots: fc.array(
      fc.record({
        product: small(4),
        quantity: small(6),
        metric: fc.constantFrom('device' as const, 'user' as const, 'named_user' as const, 'core' as const),
        kind: fc.constantFrom('perpetual' as const, 'subscription' as const, 'oem' as const, 'upgrade' as const),
        bound: fc.uniqueArray(small(7), { maxLength: 3 }),
        ends: fc.constantFrom(null, '2026-12-31', '2026-01-31'),
        downgrade: fc.boolean(),
        maintained: fc.boolean(),
        department: fc.constantFrom(null, 1, 2),
        secondaryUse: small(1),
      }),
      { maxLength: 6 },
    ),
    installs: fc.array(fc.record({ product: small(4), device: small(7), excluded: fc.boolean() }), { maxLength: 24 }),
    seats: fc.array(fc.record({ lot: small(5), user: small(3), active: fc.boolean() }), { maxLength: 5 }),
  })
  .map(({ lots, installs, seats }): Estate => {
    const made = new EstateBuilder();
    for (let product = 0; product < 5; product += 1)
      made.product({
        line: product < 2 ? 'line' : null,
        releasedOn: product < 2 ? `202${product + 4}-01-01` : null,
        suites: product === 4 ? [3] : [],
      });
    for (let device = 0; device < 8; device += 1)
      made.device({ departmentId: (device % 2) + 1, counts: device !== 7, processors: 1, coresPerProcessor: device });
    for (const lot of lots)
      made.lot(lot.product + 1, lot.quantity, {
        metric: lot.metric,
        kind: lot.kind,
        boundTo: lot.kind === 'oem' ? lot.bound.map((device) => device + 1) : [],
        endsOn: lot.ends,
        downgradeTo: lot.downgrade && lot.product > 0 ? [lot.product] : [],
        upgradesFrom: lot.kind === 'upgrade' ? ((lot.product + 1) % 5) + 1 : null,
        maintenance: lot.maintained ? { startsOn: '2024-06-01', endsOn: '2025-06-01' } : null,
        departmentId: lot.department,
        secondaryUse: lot.secondaryUse,
      });
    for (const { product, device, excluded } of installs)
      made.installed(product + 1, device + 1, {
        userId: device < 3 ? device + 1 : device === 3 ? 1 : null,
        exclusion: excluded ? { until: null } : null,
      });
    for (const { lot, user, active } of seats) if (lot < lots.length) made.seat(lot + 1, { userId: user + 1, active });
    return made.estate();
  });

const figures = (estate: Estate) =>
  positionsOf(estate).map(({ lines, uncovered, ...numbers }) => ({
    ...numbers,
    lines: lines.map(({ code, units, count }) => `${code} ${units} ${count}`).toSorted(),
    uncovered: uncovered.length,
  }));

describe('the effective licence position', () => {
  it('[L2] is the sum of the lines of its arithmetic, and never both too much and too little', () => {
    fc.assert(
      fc.property(anyEstate, (estate) => {
        for (const each of positionsOf(estate)) {
          expect(each.lines.reduce((sum, { units }) => sum + units, 0)).toBe(each.position);
          expect(Math.min(each.shortfall, each.surplus)).toBe(0);
          expect(each.effective).toBeLessThanOrEqual(each.entitled);
          expect(each.effective).toBeGreaterThanOrEqual(0);
          expect(each.available).toBeLessThanOrEqual(each.surplus);
          if (each.uncovered.length > 0) expect(each.shortfall).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('[L2] does not depend on the order in which installations were imported', () => {
    const shuffled = anyEstate.chain((estate) =>
      fc
        .shuffledSubarray([...estate.installations.keys()], {
          minLength: estate.installations.length,
          maxLength: estate.installations.length,
        })
        .map((order) => ({
          estate,
          other: {
            ...estate,
            installations: order.map((from, id) => ({ ...(estate.installations[from] ?? ([] as never)), id: id + 1 })),
            devices: estate.devices.toReversed(),
            products: estate.products.toReversed(),
            allocations: estate.allocations.toReversed(),
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ estate, other }) => {
        expect(figures(other)).toEqual(figures(estate));
      }),
      { numRuns: 400 },
    );
  });

  it('[L2] further rights of the very product never make it worse', () => {
    fc.assert(
      fc.property(anyEstate, small(4), (estate, product) => {
        const lot = estate.lots.length + 1;
        const builder = new EstateBuilder();
        builder.lot(product + 1, 3);
        const more = { ...estate, lots: [...estate.lots, ...builder.lots.map((each) => ({ ...each, id: lot }))] };
        const short = (of: Estate) => positionsOf(of).reduce((sum, { uncovered }) => sum + uncovered.length, 0);
        fc.pre(estate.lots.every(({ metric, kind }) => metric === 'device' && kind !== 'upgrade'));
        expect(short(more)).toBeLessThanOrEqual(short(estate));
      }),
    );
  });
});
