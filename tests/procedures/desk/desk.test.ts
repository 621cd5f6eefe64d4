import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
/** Tags of the sample in stock and held by somebody. */
let free: string[];
let held: string;

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
  free = (await desk.client.assets.list({ statuses: ['in_stock'] })).rows.map((row) => row.tag);
  held = (await desk.client.assets.list({ statuses: ['in_use'] })).rows[0]?.tag ?? '';
});
afterEach(async () => desk.close());

const scan = async (
  text: string,
  options: { confirmed?: boolean; usText?: string; session?: 'A' | 'B' } = {},
): Promise<DeskResult> => desk.client.desk.scan({ session: 'A', ...options, text });

describe('the order of scans', () => {
  it('[K1] person then assets checks out, one after the other', async () => {
    expect(await scan('BDG7001')).toMatchObject({
      outcome: 'subject',
      sound: 'subject',
      subject: { name: 'Alice Novák' },
    });
    const before = (await desk.client.desk.state({ session: 'A' })).subject?.assetsHeld ?? 0;
    expect(await scan(free[0] ?? '')).toMatchObject({
      outcome: 'checked_out',
      sound: 'done',
      asset: { custodian: { name: 'Alice Novák' } },
      undoable: true,
    });
    expect(await scan(free[1] ?? '')).toMatchObject({ outcome: 'checked_out', subject: { assetsHeld: before + 2 } });
  });

  it('[K1] an asset that is out comes back', async () => {
    expect(await scan(held)).toMatchObject({ outcome: 'checked_in', asset: { status: 'in_stock', custodian: null } });
  });

  it('[K1] place then asset moves it', async () => {
    expect(await scan('PRG-VLTAVA')).toMatchObject({
      outcome: 'subject',
      subject: { kind: 'place', name: 'Meeting room Vltava' },
    });
    expect(await scan(free[0] ?? '')).toMatchObject({
      outcome: 'moved',
      asset: { place: { name: 'Meeting room Vltava' }, status: 'in_stock' },
    });
    expect(await scan(free[0] ?? '')).toMatchObject({ outcome: 'already', sound: 'again' });
  });

  it('[K1] the serial and the lower-case tag are codes as well', async () => {
    const asset = await desk.client.assets.lookup({ code: free[0] ?? '' });
    expect(await scan(asset?.serial ?? '')).toMatchObject({ outcome: 'shown', asset: { tag: free[0] } });
    expect(await scan((free[0] ?? '').toLowerCase())).toMatchObject({ outcome: 'shown', asset: { tag: free[0] } });
  });

  it('[V1] a scanner with another keyboard layout is understood, and said', async () => {
    expect(await scan('IT=ééééé+', { usText: free[0] ?? '' })).toMatchObject({
      outcome: 'shown',
      layoutMismatch: true,
      asset: { tag: free[0] },
    });
  });
});

describe('what came back', () => {
  it('[K2] is put at the nearest free place of its kind, and both are taken back one after the other', async () => {
    const place = (kind: 'room' | 'bin', name: string, parentId: number | null) =>
      desk.client.places.create({ parentId, kind, name, code: null, notes: null });
    const room = await place('room', 'Cage', null);
    const one = await place('bin', 'Bin 1', room.id);
    const two = await place('bin', 'Bin 2', room.id);
    const { id, tag } = await desk.client.assets.create({ ...bareAsset, placeId: one.id });
    await scan('BDG7001');
    await scan(tag);
    // Where it was fetched from something else was put meanwhile.
    await desk.client.assets.create({ ...bareAsset, placeId: one.id });
    const before = await desk.client.assets.get({ id });
    await scan(codeOfCard('DONE'));
    expect(await scan(tag)).toMatchObject({ outcome: 'checked_in', asset: { place: { id: one.id } } });
    const proposed = await desk.client.custody.proposeReturn({ assetId: id, condition: null });
    expect(proposed.place).toEqual({ id: two.id, path: 'Cage › Bin 2' });
    expect(await desk.client.desk.putAway({ session: 'A', assetId: id, placeId: two.id })).toMatchObject({
      outcome: 'moved',
      undoable: true,
      asset: { place: { id: two.id } },
    });
    expect((await desk.client.custody.proposeReturn({ assetId: id, condition: null })).place?.id).toBe(two.id);
    expect(await desk.client.desk.putAway({ session: 'A', assetId: id, placeId: two.id })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'ALREADY_THERE' },
    });
    await desk.client.desk.undo({ session: 'A' });
    await desk.client.desk.undo({ session: 'A' });
    const after = await desk.client.assets.get({ id });
    expect([after.status, after.place, after.custodian]).toEqual([before.status, before.place, before.custodian]);
  });

  it('[K6] everything that has a day on which it was seen last also has what that rests on', async () => {
    const { rows } = await desk.client.assets.list({ limit: 500 });
    const seen = rows.filter(({ lastSeenAt }) => lastSeenAt !== null);
    expect(seen.length).toBeGreaterThan(20);
    for (const { id, lastSeenAt } of seen) {
      const { evidence } = await desk.client.custody.whereabouts({ assetId: id });
      expect(evidence.map(({ at }) => at)).toContain(lastSeenAt);
    }
  });
});

describe('questions and alarms', () => {
  it('[K2] what somebody else holds changes hands only when confirmed', async () => {
    const holder = (await desk.client.assets.lookup({ code: held }))?.custodian?.name ?? '';
    const other = holder === 'Alice Novák' ? 'BDG7002' : 'BDG7001';
    await scan(other);
    expect(await scan(held)).toMatchObject({
      outcome: 'needs_confirmation',
      reason: { code: 'HELD_BY_OTHER', facts: { custodian: holder } },
    });
    expect((await desk.client.assets.lookup({ code: held }))?.custodian?.name).toBe(holder);
    expect(await scan(held, { confirmed: true })).toMatchObject({ outcome: 'checked_out' });
    expect((await desk.client.assets.lookup({ code: held }))?.custodian?.name).not.toBe(holder);
  });

  it('[S2] a stolen asset raises an alarm, and comes back into stock only when confirmed', async () => {
    const asset = await desk.client.assets.lookup({ code: held });
    await desk.client.assets.changeStatus({ id: asset?.id ?? 0, status: 'stolen', reason: 'Gone from the train' });
    await scan('BDG7001');
    expect(await scan(held)).toMatchObject({ outcome: 'alarm', sound: 'alarm', reason: { code: 'ASSET_STOLEN' } });
    expect(await desk.client.assets.lookup({ code: held })).toMatchObject({ status: 'stolen' });
    expect(await scan(held, { confirmed: true })).toMatchObject({ asset: { status: 'in_stock', custodian: null } });
  });

  it('[K1] an unknown code is said and changes nothing', async () => {
    const { total } = await desk.client.reports.journal({});
    expect(await scan('NO-SUCH-THING')).toMatchObject({ outcome: 'unknown', sound: 'unknown', code: 'NO-SUCH-THING' });
    expect((await desk.client.reports.journal({})).total).toBe(total);
  });

  it.each(['\u0007\u0013', 'IT-\u202e000001', 'x'.repeat(3000)])(
    '[V1] rubbish is refused and changes nothing',
    async (rubbish) => {
      expect(await scan(rubbish)).toMatchObject({ outcome: 'refused', reason: { code: 'UNREADABLE_CODE' } });
    },
  );

  it('[K2] a person who has left is told as a refusal, not as a fault', async () => {
    await scan('BDG7017');
    expect(await scan(free[0] ?? '')).toMatchObject({
      outcome: 'refused',
      reason: { code: 'CUSTODIAN_GONE', facts: { name: 'Quinn Murphy' } },
    });
  });

  it('[K1] the same serial from two manufacturers asks which', async () => {
    const [category] = await desk.client.assets.listCategories();
    const [one, two] = await desk.client.assets.listManufacturers();
    for (const manufacturerId of [one?.id ?? null, two?.id ?? null]) {
      await desk.client.assets.create({
        ...bareAsset,
        serial: 'TWIN-1',
        categoryId: category?.id ?? 0,
        manufacturerId,
      });
    }
    const result = await scan('TWIN-1');
    expect(result).toMatchObject({ outcome: 'ambiguous' });
    expect(result.candidates).toHaveLength(2);
    const chosen = await desk.client.desk.choose({ session: 'A', assetId: result.candidates[1]?.id ?? 0 });
    expect(chosen).toMatchObject({ outcome: 'shown', asset: { id: result.candidates[1]?.id } });
  });
});

describe('undo', () => {
  it('[K1] takes the last thing back as a reversal, and the one before', async () => {
    await scan('BDG7001');
    await scan(free[0] ?? '');
    await scan(free[1] ?? '');
    expect(await desk.client.desk.undo({ session: 'A' })).toMatchObject({
      outcome: 'undone',
      asset: { tag: free[1], status: 'in_stock' },
    });
    expect(await desk.client.desk.undo({ session: 'A' })).toMatchObject({
      outcome: 'undone',
      asset: { tag: free[0], custodian: null },
    });
    await expect(desk.client.desk.undo({ session: 'A' })).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    const { entries } = await desk.client.reports.journal({ event: 'custody.reversed' });
    expect(entries).toHaveLength(2);
  });

  it('[K1] gives back to whom it was taken from', async () => {
    const holder = (await desk.client.assets.lookup({ code: held }))?.custodian?.name;
    await scan(held);
    expect(await desk.client.desk.undo({ session: 'A' })).toMatchObject({
      asset: { status: 'in_use', custodian: { name: holder } },
    });
  });

  it('[K1] is refused when something happened since', async () => {
    await scan('BDG7001');
    const out = await scan(free[0] ?? '');
    await desk.client.custody.checkIn({ assetId: out.asset?.id ?? 0, placeId: null, condition: null, note: null });
    await expect(desk.client.desk.undo({ session: 'A' })).rejects.toMatchObject({
      code: 'UNDO_REFUSED',
      data: { tag: free[0] },
    });
  });
});

describe('two scanners', () => {
  it('[K1] are two sessions that know nothing of each other', async () => {
    await scan('BDG7001', { session: 'A' });
    await scan('BDG7002', { session: 'B' });
    expect(await scan(free[0] ?? '', { session: 'B' })).toMatchObject({ asset: { custodian: { name: 'Ben Carter' } } });
    expect(await scan(free[1] ?? '', { session: 'A' })).toMatchObject({
      asset: { custodian: { name: 'Alice Novák' } },
    });
  });
});

describe('without a scanner', () => {
  it('[K1] the subject is chosen by hand and put away', async () => {
    const { rows } = await desk.client.people.list({ search: 'Alice' });
    const subject = { kind: 'person' as const, id: rows[0]?.id ?? 0 };
    expect(await desk.client.desk.setSubject({ session: 'A', subject })).toMatchObject({
      subject: { name: 'Alice Novák' },
    });
    expect(await desk.client.desk.setSubject({ session: 'A', subject: null })).toEqual({ subject: null });
  });
});

describe('what is refused', () => {
  it('[K2] a transfer to somebody who has left takes nothing from the present holder', async () => {
    const holder = (await desk.client.assets.lookup({ code: held }))?.custodian?.name;
    await scan('BDG7017');
    expect(await scan(held, { confirmed: true })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'CUSTODIAN_GONE' },
    });
    expect(await desk.client.assets.lookup({ code: held })).toMatchObject({
      status: 'in_use',
      custodian: { name: holder },
    });
    await expect(desk.client.desk.undo({ session: 'A' })).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('[S4] the next operator at the window inherits neither subject nor undo', async () => {
    await scan('BDG7001');
    await scan(free[0] ?? '');
    await desk.client.auth.createOperator({
      username: 'next',
      displayName: 'Next',
      password: 'seventeen green bottles',
      roles: ['desk_operator'],
    });
    await desk.client.auth.signOut();
    await desk.client.auth.signIn({ username: 'next', password: 'seventeen green bottles' });
    expect(await desk.client.desk.state({ session: 'A' })).toMatchObject({ subject: null, recent: [] });
    await expect(desk.client.desk.undo({ session: 'A' })).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect(await scan(free[1] ?? '')).toMatchObject({ outcome: 'shown' });
  });

  it('[K3] a missing asset that lies on the desk is found', async () => {
    const asset = await desk.client.assets.lookup({ code: free[0] ?? '' });
    await desk.client.assets.changeStatus({ id: asset?.id ?? 0, status: 'missing', reason: 'Not on the shelf' });
    expect(await scan(free[0] ?? '')).toMatchObject({ asset: { status: 'in_stock' }, undoable: true });
  });
});

describe('command cards', () => {
  it('[K1] CHECK-IN takes everything back, DAMAGED says how it came, UNDO takes that back alone', async () => {
    await scan(codeOfCard('CHECK-IN'));
    expect(await scan(held)).toMatchObject({ outcome: 'checked_in' });
    expect(await scan(codeOfCard('DAMAGED'))).toMatchObject({
      outcome: 'condition_noted',
      asset: { tag: held, condition: 'damaged' },
    });
    const assetId = (await desk.client.assets.lookup({ code: held }))?.id ?? 0;
    expect((await desk.client.custody.chain({ assetId }))[0]).toMatchObject({ conditionIn: 'damaged' });
    expect(await scan(codeOfCard('UNDO'))).toMatchObject({ outcome: 'undone', asset: { status: 'in_stock' } });
    expect((await desk.client.assets.lookup({ code: held }))?.condition).not.toBe('damaged');
  });

  it('[K1] CONFIRM goes on where a stolen asset raised its alarm', async () => {
    const asset = await desk.client.assets.lookup({ code: free[0] ?? '' });
    await desk.client.assets.changeStatus({ id: asset?.id ?? 0, status: 'stolen', reason: 'Taken' });
    expect(await scan(free[0] ?? '')).toMatchObject({ outcome: 'alarm' });
    expect(await scan(codeOfCard('CONFIRM'))).toMatchObject({ asset: { status: 'in_stock' }, undoable: true });
  });

  it('[K1] DONE ends the session, LOAN names the day, UNDO without anything says so', async () => {
    await scan('BDG7001');
    expect(await scan(codeOfCard('LOAN'))).toMatchObject({ outcome: 'loan', dueOn: '2026-12-08' });
    expect(await scan(codeOfCard('DONE'))).toMatchObject({ outcome: 'ended', subject: null, from: 'Alice Novák' });
    expect(await scan(codeOfCard('UNDO'))).toMatchObject({ outcome: 'refused', reason: { code: 'NOTHING_TO_UNDO' } });
  });
});

describe('a session that is left alone', () => {
  it('[K1] ends by itself after the minutes that the operator set, and says so', async () => {
    await desk.client.setup.updateDesk({ idleLockMinutes: 60, loanDays: 14, sessionMinutes: 3 });
    await scan('BDG7001');
    desk.surroundings.pass(2 * 60_000);
    expect(await scan(free[0] ?? '')).toMatchObject({ outcome: 'checked_out', timedOut: null });
    expect((await desk.client.desk.state({ session: 'A' })).endsAt).toBe('2026-11-24T08:05:00.000Z');
    desk.surroundings.pass(3 * 60_000);
    expect(await scan(free[1] ?? '')).toMatchObject({ outcome: 'shown', subject: null, timedOut: 'Alice Novák' });
    expect(await desk.client.desk.state({ session: 'A' })).toMatchObject({ subject: null, endsAt: null });
  });
});
