import { describe, expect, test } from 'vitest';
import { deliverScan, deliverTo, takeScans, takeScansOf } from './scan-target.ts';
import type { TakenScan } from './scan-target.ts';

const scan: TakenScan = { text: 'IT-1', usText: 'IT-1', symbology: null };

describe('[V2] where a scan goes', () => {
  test('[V2] a page that takes scans gets them instead of the desk, the one opened last first', () => {
    const got: string[] = [];
    const toDesk = () => got.push('desk');
    const first = takeScans(() => got.push('first'));
    const second = takeScans(() => got.push('second'));
    deliverScan(scan, null, toDesk);
    second();
    deliverScan(scan, null, toDesk);
    first();
    deliverScan(scan, null, toDesk);
    expect(got).toEqual(['second', 'first', 'desk']);
  });

  test('[V2] a reader for stocktakes reaches the page that counts and nothing else', () => {
    const got: string[] = [];
    const entry = takeScans(() => got.push('entry'));
    expect(deliverTo('stocktake', scan)).toBe(false);
    const count = takeScansOf('stocktake', () => got.push('count'));
    expect(deliverTo('stocktake', scan)).toBe(true);
    expect(deliverTo('receiving', scan)).toBe(false);
    expect(got).toEqual(['count']);
    count();
    entry();
  });
});
