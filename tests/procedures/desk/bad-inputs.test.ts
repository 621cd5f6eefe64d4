import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { withoutTest } from '#tests/support/test-titles.ts';
import english from '../../../resources/i18n/en.json' with { type: 'json' };
import inputs from '../../fixtures/bad-inputs/scan.json' with { type: 'json' };
import { dispose } from '#tests/support/retirement.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
  await desk.client.assets.create({ ...bareAsset, tag: 'IT-000123' });
});
afterEach(async () => desk.close());

/** What never reaches the backend, or is about more than one scan: proven in the window or beside its code, under the same number. */
const inTheWindow = [
  'SCAN-001',
  'SCAN-002',
  'SCAN-003',
  'SCAN-005',
  'SCAN-006',
  'SCAN-007',
  'SCAN-017',
  'SCAN-018',
  'SCAN-025',
  'SCAN-026',
];

/** What each input has to be answered with; the texts of inputs that need an asset in a state are below. */
const expected: Readonly<Record<string, { texts?: string[]; outcome: DeskResult['outcome']; reason?: string }>> = {
  'SCAN-009': { outcome: 'refused', reason: 'GS1_UNKNOWN' },
  'SCAN-010': { outcome: 'refused', reason: 'UNREADABLE_CODE' },
  'SCAN-011': { outcome: 'unknown' },
  'SCAN-013': { outcome: 'unknown' },
  'SCAN-014': { outcome: 'unknown' },
  'SCAN-015': { outcome: 'refused', reason: 'FOREIGN_LINK' },
  'SCAN-019': { outcome: 'shown' },
  'SCAN-021': { outcome: 'refused', reason: 'MIXED_SCRIPT' },
  'SCAN-022': { outcome: 'refused', reason: 'UNREADABLE_CODE' },
  'SCAN-023': { outcome: 'refused', reason: 'UNREADABLE_CODE' },
  'SCAN-031': { texts: ['@MENUOPT'], outcome: 'unknown' },
};

function textOf({ input, id }: (typeof inputs)[number]): string[] {
  const given = expected[id]?.texts;
  if (given) return given;
  return [input.kind === 'hex' ? Buffer.from(input.value, 'hex').toString('utf8') : input.value];
}

describe('bad scans', () => {
  it('[K1] are all answered for, here or where they arrive', () => {
    const known = new Set([...inTheWindow, ...Object.keys(expected), 'SCAN-027', 'SCAN-029', 'SCAN-030']);
    expect(inputs.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
    expect(withoutTest(inTheWindow)).toEqual([]);
  });

  it.each(inputs.filter(({ id }) => id in expected).map((input) => [input.id, input.title, input] as const))(
    '[K1] %s %s',
    async (id, _, input) => {
      const before = await desk.client.reports.journal({});
      for (const text of textOf(input)) {
        const result = await desk.client.desk.scan({ session: 'A', text });
        expect(result.outcome).toBe(expected[id]?.outcome);
        expect(result.reason?.code).toBe(expected[id]?.reason);
        expect(result.sound).not.toBe('done');
        if (result.reason !== null) expect(english).toHaveProperty([`deskReason.${result.reason.code}`]);
        if (result.outcome === 'shown') expect(result.asset?.tag).toBe('IT-000123');
      }
      expect(await desk.client.reports.journal({})).toMatchObject({ total: before.total });
      expect((await desk.client.assets.list({})).total).toBe(1);
    },
  );

  it('[K1] SCAN-031 a menu code with control characters is refused with its bytes', async () => {
    const result = await desk.client.desk.scan({ session: 'A', text: '\u0016M\r%%%DEFALT' });
    expect(result).toMatchObject({ outcome: 'refused', reason: { facts: { hex: '164D0D252525444546414C54' } } });
  });

  it('[K1] SCAN-027 a wrong check character is said, and nothing similar is looked up', async () => {
    const { tagScheme } = await desk.client.setup.getSettings();
    await desk.client.setup.updateTagScheme({ ...tagScheme, check: 'mod10' });
    const { tag } = await desk.client.assets.create({ ...bareAsset });
    const wrong = `${tag.slice(0, -1)}${(Number(tag.at(-1)) + 1) % 10}`;
    expect(await desk.client.desk.scan({ session: 'A', text: wrong })).toMatchObject({
      outcome: 'refused',
      asset: null,
      reason: { code: 'CHECK_CHARACTER_WRONG' },
    });
  });

  it('[R6] SCAN-029 a disposed asset is shown as such and never handed over', async () => {
    const { id, tag } = await desk.client.assets.create({ ...bareAsset });
    await dispose(desk.client, id);
    expect(await desk.client.desk.scan({ session: 'A', text: tag })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'ASSET_CLOSED' },
      asset: { status: 'disposed' },
    });
  });

  it('[S2] SCAN-030 a stolen asset raises an alarm that is written down, and counts as seen', async () => {
    const { id, tag } = await desk.client.assets.create({ ...bareAsset });
    await desk.client.assets.changeStatus({ id, status: 'stolen', reason: 'Taken' });
    desk.surroundings.pass(60_000);
    expect(await desk.client.desk.scan({ session: 'A', text: tag })).toMatchObject({ outcome: 'alarm' });
    expect(await desk.client.assets.get({ id })).toMatchObject({
      status: 'stolen',
      lastSeenAt: desk.surroundings.now(),
    });
    expect((await desk.client.reports.journal({ event: 'desk.alarmRaised' })).entries).toHaveLength(1);
  });

  it('[K1] a code of ten thousand characters, two codes glued and half a code get an answer and change nothing', async () => {
    for (const text of ['x'.repeat(10_000), 'IT-000123IT-000123', 'IT-0001'])
      expect((await desk.client.desk.scan({ session: 'A', text })).outcome).toMatch(/^(?:refused|unknown)$/);
  });

  it('[K1] a card that somebody else printed is refused', async () => {
    expect(await desk.client.desk.scan({ session: 'A', text: '%QM-FORMAT' })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'FOREIGN_CARD' },
    });
  });

  it('[K1] the link of our own labels names its tag', async () => {
    expect(await desk.client.desk.scan({ session: 'A', text: 'quartermaster://asset/IT-000123' })).toMatchObject({
      outcome: 'shown',
      asset: { tag: 'IT-000123' },
    });
  });

  it('[K1] neither a badge nor a place may be given the code of a card', async () => {
    const place = { parentId: null, kind: 'room' as const, name: 'Room', code: '%qm-done', notes: null };
    await expect(desk.client.places.create(place)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
