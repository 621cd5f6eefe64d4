import { describe, expect, test } from 'vitest';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { emptySweep, foldNotice, readsPerSecond, setsOf, unidentified, withIdentities } from './sweep-state.ts';
import type { SweepState } from './sweep-state.ts';

const tag = (code: string, count = 1) => ({ code, count, rssi: -50, at: '2026-11-24T08:00:00.000Z' });
const asset = (id: number) => ({ id, tag: `IT-${id}` }) as AssetRow;

function swept(codes: string[], reads = codes.length, now = 0, before: SweepState = emptySweep): SweepState {
  return foldNotice(
    before,
    {
      reads,
      tags: codes.map((code) => tag(code)),
    },
    now,
  );
}

describe('[K4] a sweep in the window', () => {
  test('[K4] a tag that is read again stays one row (RFID-009)', () => {
    const once = swept(['A', 'B'], 2);
    const again = foldNotice(once, { reads: 200, tags: [tag('A', 199)] }, 100);
    expect(again.tags.size).toBe(2);
    expect(again.tags.get('A')?.count).toBe(199);
    expect(again.reads).toBe(200);
  });

  test('[K4] a reader that begins anew loses nothing that was counted', () => {
    expect(swept(['A'], 5, 200, swept(['A'], 300)).reads).toBe(305);
  });

  test('[K4] the pace is that of the last seconds', () => {
    let state = swept(['A'], 0, 0);
    for (let at = 100; at <= 10_000; at += 100) state = swept(['A'], at, at, state);
    expect(readsPerSecond(state, 10_000)).toBe(1000);
    expect(readsPerSecond(state, 20_000)).toBe(0);
  });

  test('[K4] the register is asked once for each tag', () => {
    const state = swept(['A', 'B']);
    expect(unidentified(state)).toEqual(['A', 'B']);
    const asked = withIdentities(state, [{ code: 'A', standing: 'asset', asset: asset(1) }]);
    expect(unidentified(asked)).toEqual(['B']);
    expect(unidentified(swept(['A'], 9, 0, asked))).toEqual(['B']);
  });

  test('[K4] found, elsewhere, missing and foreign are exact sets (RFID-011, RFID-012)', () => {
    const state = withIdentities(swept(['A', 'B', 'C', 'D']), [
      { code: 'A', standing: 'asset', asset: asset(1) },
      { code: 'B', standing: 'asset', asset: asset(2) },
      { code: 'C', standing: 'foreign', asset: null },
    ]);
    const sets = setsOf(state, [asset(1), asset(3)]);
    expect(sets.found.map(({ code }) => code)).toEqual(['A']);
    expect(sets.elsewhere.map(({ code }) => code)).toEqual(['B']);
    expect(sets.others.map(({ code }) => code)).toEqual(['C']);
    expect(sets.missing.map(({ id }) => id)).toEqual([3]);
    expect(setsOf(state, null).found).toHaveLength(2);
  });
});
