import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetStatuses, isOnTheWayOut } from '#shared/features/assets/status.ts';
import { incidentWork } from '#shared/features/incidents/model.ts';
import { standingOf } from '#shared/features/licences/position.ts';
import type { PositionStanding } from '#shared/features/licences/position.ts';
import { tileNames } from '#shared/features/dashboard/model.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

const here = assetStatuses.filter((status) => !isOnTheWayOut(status));

/** The filter behind a band, as the window puts it into the address. */
function whereOf(
  field: 'purchasedOn' | 'warrantyUntil',
  { from, until }: { from: string | null; until: string | null },
) {
  const conditions = [
    ...(from === null ? [] : [{ field, operator: 'atLeast' as const, values: [from] }]),
    ...(until === null ? [] : [{ field, operator: 'atMost' as const, values: [until] }]),
  ];
  return { all: conditions.length === 0 ? [{ field, operator: 'isEmpty' as const, values: [] }] : conditions };
}

describe('[K7] the overview', () => {
  let desk: TestDesk;
  let total = 0;
  beforeAll(async () => {
    desk = await openReadyDesk({ sampleData: true });
    total = (await desk.client.assets.list({ statuses: here, limit: 1 })).total;
  }, slowHook);
  afterAll(() => desk.close());

  it('[K7] counts every asset that is here once, by category, age and warranty, as the lists behind it do', async () => {
    const { client } = desk;
    const sum = (rows: readonly { count: number }[]) => rows.reduce((counted, { count }) => counted + count, 0);
    const categories = await client.dashboard.categories();
    expect(sum(categories)).toBe(total);
    const [first] = categories;
    const list = await client.assets.list({ statuses: here, categoryIds: [first?.category.id ?? 0], limit: 1 });
    expect(list.total).toBe(first?.count);
    for (const { count, days } of await client.dashboard.ages())
      expect((await client.assets.list({ statuses: here, where: whereOf('purchasedOn', days), limit: 1 })).total).toBe(
        count,
      );
    for (const { count, days } of await client.dashboard.warranties())
      expect(
        (await client.assets.list({ statuses: here, where: whereOf('warrantyUntil', days), limit: 1 })).total,
      ).toBe(count);
    expect(sum(await client.dashboard.ages())).toBe(total);
    expect(sum(await client.dashboard.warranties())).toBe(total);
  });

  it('[K7] counts places with all that is in them, and values by currency', async () => {
    const { client } = desk;
    const places = await client.dashboard.places();
    expect(places.length).toBeGreaterThan(0);
    for (const { place, count } of places)
      expect((await client.assets.list({ statuses: here, placeId: place.id, limit: 1 })).total).toBe(count);
    const values = await client.dashboard.values();
    expect(values.length).toBeGreaterThan(1);
    expect(values.map(({ value }) => value.minor)).toEqual(
      values.map(({ value }) => value.minor).toSorted((a, b) => b - a),
    );
  });

  it('[K7] says how licences stand, also after something was written', async () => {
    const { client } = desk;
    const before = await client.dashboard.compliance();
    const { rows } = await client.licences.listPositions({});
    expect(before.short).toBe(rows.filter(({ position, shortfall }) => position !== null && shortfall > 0).length);
    expect(before.rightsMissing).toBeGreaterThan(0);
    expect(await client.dashboard.compliance()).toEqual(before);
  });

  it('[K7] counts incidents, work and licences as the lists behind the numbers do', async () => {
    const { client } = desk;
    const [assetId = 0, other = 0] = (await client.assets.list({ limit: 2, statuses: ['in_stock'] })).rows.map(
      ({ id }) => id,
    );
    await client.incidents.declare({ kind: 'lost', assetIds: [assetId], description: 'Gone' });
    await client.incidents.declare({ kind: 'damaged', assetIds: [other], description: 'Fell' });
    desk.surroundings.pass(14 * 86_400_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    const to = desk.surroundings.now().slice(0, 10);
    const year = { from: `${to.slice(0, 4)}-01-01`, to };
    const { byKind, undone } = await client.incidents.statistics(year);
    expect(byKind.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
    for (const { kind, count, open } of byKind) {
      expect((await client.incidents.list({ kinds: [kind], ...year, limit: 1 })).total, kind).toBe(count);
      const states = ['open', 'in_hand'] as const;
      const still = await client.incidents.list({ kinds: [kind], states: [...states], ...year, limit: 1 });
      expect(still.total, kind).toBe(open);
    }
    expect((await client.incidents.list({ from: '2031-01-01' })).total).toBe(0);
    expect(undone.late_steps).toBeGreaterThan(0);
    for (const work of incidentWork)
      expect((await client.incidents.list({ undone: work, limit: 1 })).total, work).toBe(undone[work]);

    const counts = await client.maintenance.counts();
    expect(counts.open).toBeGreaterThan(0);
    const toDo = ['open' as const, 'in_work' as const];
    const mine = desk.session.operator?.id ?? 0;
    const behind = {
      overdue: { overdue: true, states: toDo },
      today: { from: to, to, states: toDo },
      inWork: { states: ['in_work' as const] },
      mine: { assigneeId: mine, states: toDo },
      open: { states: toDo },
    };
    for (const [tile, filter] of Object.entries(behind))
      expect((await client.maintenance.listOrders({ ...filter, limit: 1 })).total, tile).toBe(
        counts[tile as keyof typeof behind],
      );

    const { short, exact, over } = await client.dashboard.compliance();
    const standings = (await client.licences.listPositions({})).rows.map(standingOf);
    const counted = (standing: PositionStanding) => standings.filter((each) => each === standing).length;
    expect([short, exact, over]).toEqual([counted('short'), counted('even'), counted('surplus')]);
    desk.surroundings.pass(-14 * 86_400_000);
    desk.session.lastActiveAt = desk.surroundings.now();
  });

  it('[K7] is arranged by each operator for himself', async () => {
    const { client } = desk;
    expect((await client.dashboard.layout()).map(({ name }) => name)).toEqual([...tileNames]);
    await client.dashboard.saveLayout({
      layout: [
        { name: 'age', hidden: false },
        { name: 'status', hidden: true },
      ],
    });
    expect((await client.dashboard.layout()).slice(0, 2)).toEqual([
      { name: 'age', hidden: false },
      { name: 'status', hidden: true },
    ]);
    const keeper = await signInAs(desk, 'kim', ['desk_operator']);
    expect((await keeper.dashboard.layout())[0]?.name).toBe(tileNames[0]);
    await expect(keeper.dashboard.values()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[K7] shows the way to a register that is of use until it is gone, or not wanted', async () => {
    const { client } = desk;
    const { steps, dismissed } = await client.dashboard.onboarding();
    expect(dismissed).toBe(false);
    const done = new Set(steps.filter((each) => each.done).map(({ step }) => step));
    expect([...done]).toEqual(expect.arrayContaining(['places', 'people', 'assets', 'operators']));
    expect(done.has('mail')).toBe(false);
    await client.dashboard.dismissOnboarding({ dismissed: true });
    expect((await client.dashboard.onboarding()).dismissed).toBe(true);
  });
});
