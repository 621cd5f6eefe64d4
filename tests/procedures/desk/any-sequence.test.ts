import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOfCard, commandCards } from '#shared/features/desk/command-card.ts';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let tags: string[];
let second: number;
let third: number;

beforeAll(async () => {
  desk = await openReadyDesk();
  for (const badgeCode of ['B-1', 'B-2'])
    second = (await desk.client.people.create({ ...barePerson, name: `Person ${badgeCode}`, badgeCode })).id;
  const places = [];
  for (const code of ['ROOM-1', 'ROOM-2'])
    places.push(await desk.client.places.create({ parentId: null, kind: 'room', name: code, code, notes: null }));
  tags = [];
  for (const index of [0, 1, 2]) {
    const placeId = places[index % 2]?.id ?? null;
    const created = await desk.client.assets.create({ ...bareAsset, placeId });
    tags.push(created.tag);
    third = created.id;
  }
  const content = [];
  for (const tag of tags.slice(0, 2)) content.push({ assetId: (await idOf(tag)) ?? 0 });
  await desk.client.loans.saveKit({ id: null, name: 'Kit', code: 'KIT-1', content, version: null });
});
afterAll(async () => desk.close());

const codes = [
  'B-1',
  'B-2',
  'ROOM-1',
  'ROOM-2',
  'NO-SUCH-CODE',
  'KIT-1',
  // What LOST and STOLEN leave stays so until its incident is closed: they have sequences of their own.
  ...commandCards.filter((card) => card !== 'LOST' && card !== 'STOLEN').map(codeOfCard),
] as const;

/** A scan: one of the codes above, or an asset by its number. Assets are the greater part, as at a desk. */
const anyScan = fc.oneof(
  { weight: 3, arbitrary: fc.record({ asset: fc.nat(2), session: fc.constantFrom('A' as const, 'B' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ code: fc.constantFrom(...codes), session: fc.constantFrom('A' as const, 'B' as const) }),
  },
);
type AnyScan = { session: 'A' | 'B' } & ({ asset: number } | { code: string });

const scan = (one: AnyScan) =>
  desk.client.desk.scan({ session: one.session, text: 'asset' in one ? (tags[one.asset] ?? '') : one.code });

async function stateOf(tag: string): Promise<Pick<AssetRow, 'status' | 'custodian' | 'place' | 'condition' | 'dueOn'>> {
  const row = await desk.client.assets.lookup({ code: tag });
  if (!row) throw new Error(`${tag} is gone`);
  const { status, custodian, place, condition, dueOn } = row;
  return { status, custodian, place, condition, dueOn };
}

const idOf = async (tag: string) => (await desk.client.assets.lookup({ code: tag }))?.id;

/** Somebody waits for the third asset, unless it is out or already waited for. */
async function reserveThird(): Promise<void> {
  const wish = { assetId: third, forPersonId: second, from: '2026-11-24', to: '2026-11-30' };
  await desk.client.loans.reserve(wish).catch((error: unknown) => {
    if (!/RESERVED_THEN|ASSET_OUT_THEN/.test(String((error as { code?: unknown }).code))) throw error;
  });
}

/** Everything that a scan can change. */
async function wholeState() {
  const assets = [];
  for (const tag of tags) assets.push(await stateOf(tag));
  return {
    assets,
    kits: await desk.client.loans.listKits(),
    reservations: await desk.client.loans.listReservations({}),
  };
}

async function openCustodies(tag: string): Promise<number> {
  const row = await desk.client.assets.lookup({ code: tag });
  const chain = await desk.client.custody.chain({ assetId: row?.id ?? 0 });
  return chain.filter(({ endedAt }) => endedAt === null).length;
}

describe('any sequence of scans', () => {
  it('[K1] leaves every asset with exactly one custodian or in stock', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyScan, { minLength: 1, maxLength: 15 }), async (scans) => {
        await reserveThird();
        for (const one of scans) await scan(one);
        for (const tag of tags) {
          const { status, custodian } = await stateOf(tag);
          const open = await openCustodies(tag);
          // What was reserved goes out as a loan.
          const held = status === 'on_loan' ? 'in_use' : status;
          expect([held, custodian === null, open]).toEqual(open === 0 ? ['in_stock', true, 0] : ['in_use', false, 1]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it(
    '[K1] [S2] leaves what is declared lost or stolen with whom it was, however it goes on',
    { timeout: 60_000 },
    async () => {
      const fresh: string[] = [];
      let declared = 0;
      const anyLoss = fc.oneof(
        { weight: 4, arbitrary: fc.nat(1).map((index) => `asset ${index}`) },
        { weight: 2, arbitrary: fc.constantFrom(codeOfCard('LOST'), codeOfCard('STOLEN')) },
        { weight: 3, arbitrary: fc.constantFrom('B-1', 'B-2', 'ROOM-1', ...commandCards.map(codeOfCard)) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(anyLoss, { minLength: 4, maxLength: 15 }), async (scans) => {
          fresh.splice(0);
          for (let index = 0; index < 2; index += 1) fresh.push((await desk.client.assets.create(bareAsset)).tag);
          await scan({ session: 'A', code: codeOfCard('DONE') });
          const holders = new Map<string, string | null>();
          for (const text of scans) {
            const code = text.startsWith('asset ') ? (fresh[Number(text.slice(6))] ?? '') : text;
            const { outcome } = await scan({ session: 'A', code });
            for (const tag of fresh) {
              const { status, custodian } = await stateOf(tag);
              const isGone = status === 'lost' || status === 'stolen';
              if (outcome === 'declared' && isGone && !holders.has(tag)) {
                holders.set(tag, custodian?.name ?? null);
                declared += 1;
              }
              expect(isGone).toBe(holders.has(tag));
              if (isGone) expect(custodian?.name ?? null).toBe(holders.get(tag));
              expect(await openCustodies(tag)).toBe(custodian === null ? 0 : 1);
            }
          }
          // A card that waits for its asset would take one of those that the other sequences need.
          await scan({ session: 'A', code: codeOfCard('DONE') });
        }),
        { numRuns: 12 },
      );
      expect(declared).toBeGreaterThan(0);
    },
  );

  it('[K1] undo restores exactly what was before the last thing done', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyScan, { minLength: 1, maxLength: 8 }), anyScan, async (before, last) => {
        await reserveThird();
        for (const one of before) await scan(one);
        const state = await wholeState();
        const result = await scan(last);
        fc.pre(result.undoable);
        expect(await scan({ session: last.session, code: codeOfCard('UNDO') })).toMatchObject({ outcome: 'undone' });
        expect(await wholeState()).toEqual(state);
      }),
      { numRuns: 15 },
    );
  });

  it('[K1] scans of one scanner are taken in their order however fast they come (SCAN-025)', async () => {
    await scan({ session: 'A', code: codeOfCard('DONE') });
    // Whatever the sequences before have left of the others, these two are as good as new.
    const one = (await desk.client.assets.create(bareAsset)).tag;
    const two = (await desk.client.assets.create(bareAsset)).tag;
    const sent = [codeOfCard('CHECK-IN'), one, two, 'B-1', one, 'B-2', two, codeOfCard('DONE')];
    const burst = Array.from({ length: 500 }, (_, index) => sent[index % sent.length] ?? '');
    const results = await Promise.all(burst.map((text) => desk.client.desk.scan({ session: 'A', text })));
    expect(results).toHaveLength(500);
    const begun = results.filter(({ outcome }) => outcome === 'checked_out');
    expect(begun.length).toBeGreaterThan(100);
    for (const { asset } of begun)
      expect(asset?.custodian?.name).toBe(asset?.tag === one ? 'Person B-1' : 'Person B-2');
  });
});
