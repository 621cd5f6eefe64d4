import { describe, expect, test } from 'vitest';
import { strokesOf, wedgeFaults } from './simulate-wedge.ts';
import type { WedgeFault } from './simulate-wedge.ts';
import { idleWedge, nextWedge, wedgeSettings } from './wedge-detector.ts';
import type { WedgeScan, WedgeSettings } from './wedge-detector.ts';

/** What the detector makes of a simulated scanner. */
function read(
  code: string,
  faults: readonly WedgeFault[],
  settings: WedgeSettings = wedgeSettings.normal,
): WedgeScan[] {
  let state = idleWedge;
  let time = 0;
  const scans: WedgeScan[] = [];
  for (const { wait, type, key, code: at, shift, repeat } of strokesOf(code, new Set(faults))) {
    time += wait;
    const press = { type: type === 'keydown' ? 'down' : 'up', code: at, key, shift, repeat, time } as const;
    const turn = nextWedge(state, { ...press, ctrl: false, alt: false, meta: false, isComposing: false }, settings);
    state = turn.state;
    if (turn.step.kind === 'scan') scans.push(turn.step.scan);
  }
  return scans;
}

describe('[V6] a simulated keyboard scanner', () => {
  test('[V6] is read, with or without a stall', () => {
    for (const faults of [[], ['stall']] as const)
      expect(read('LT-000123/#(8004)z', faults).map(({ text }) => text)).toEqual(['LT-000123/#(8004)z']);
  });

  test('[V6] that is slow is read once the setting says so', () => {
    expect(read('IT-000001', ['slow'])).toEqual([]);
    expect(read('IT-000001', ['slow'], wedgeSettings.slow)).toHaveLength(1);
  });

  test('[V6] set to another layout than the computer keeps both texts', () => {
    expect(read('LT-000123/#(8004)z', ['layout'])).toMatchObject([
      { text: 'LT=ééé+ěš-39áééč0y', usText: 'LT-000123/#(8004)z' },
    ]);
  });

  test('[V6] without an end, a person who types, and a held key are no scans', () => {
    for (const fault of ['no_suffix', 'typist', 'held_key'] as const) expect(read('IT-000001', [fault])).toEqual([]);
    expect(wedgeFaults).toHaveLength(6);
  });
});
