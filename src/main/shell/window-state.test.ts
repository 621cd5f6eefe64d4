import { describe, expect, it } from 'vitest';
import { fitToDisplays, minimum, windowStateOf } from './window-state.ts';

const display = { x: 0, y: 0, width: 1920, height: 1040 };

describe('window state', () => {
  it('[O2] SET-001 takes anything that is not a state for none', () => {
    const initial = windowStateOf(null);
    for (const data of [
      undefined,
      7,
      'x',
      [],
      {},
      { width: 'a', height: 1 },
      { width: -5, height: 9 },
      { width: 1e9 },
    ]) {
      expect(windowStateOf(data)).toEqual(initial);
    }
    expect(windowStateOf({ width: 1200, height: 800, x: 1.5, y: 0, maximised: 'yes' })).toEqual({
      width: 1200,
      height: 800,
      maximised: false,
    });
  });

  it('[O2] keeps a place that can be seen and drops one that cannot', () => {
    const state = { x: 100, y: 50, width: 1200, height: 800, maximised: true };
    expect(fitToDisplays(state, [display])).toEqual(state);
    const left = { ...display, x: -1920 };
    expect(fitToDisplays({ ...state, x: -1800 }, [display, left])).toMatchObject({ x: -1800 });
    expect(fitToDisplays({ ...state, x: -1800 }, [display])).not.toHaveProperty('x');
    expect(fitToDisplays({ ...state, y: -40 }, [display])).not.toHaveProperty('y');
    expect(fitToDisplays({ ...state, y: 1000 }, [display])).not.toHaveProperty('y');
  });

  it('[O2] is neither larger than a display nor smaller than the minimum', () => {
    expect(fitToDisplays({ width: 90_000, height: 90_000, maximised: false }, [display])).toMatchObject({
      width: 1920,
      height: 1040,
    });
    expect(fitToDisplays({ width: 10, height: 10, maximised: false }, [display])).toMatchObject(minimum);
  });
});
