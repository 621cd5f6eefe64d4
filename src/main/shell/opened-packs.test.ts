import { describe, expect, it } from 'vitest';
import { packAmong } from './opened-packs.ts';

describe('packs that the application is opened with', () => {
  it('[O6] are named by an argument, relative to where that was typed', () => {
    expect(packAmong(['/a/pack.qmpack'], '/home')).toBe('/a/pack.qmpack');
    expect(packAmong(['--data', '/d', 'q3/Pack 0007.QMPACK'], '/home')).toBe('/home/q3/Pack 0007.QMPACK');
    expect(packAmong(['/a/one.qmpack', '/a/two.qmpack'], '/')).toBe('/a/one.qmpack');
  });

  it('[S5] nothing else that an argument can be is taken for one', () => {
    const others = ['/a/pack.xlsx', '--x=/a/pack.qmpack', 'qmpack', '/a/pack.qmpack/..', '/a/\0.qmpack', ''];
    expect(packAmong(others, '/')).toBeNull();
    expect(packAmong([], '/')).toBeNull();
  });
});
