import { describe, expect, it } from 'vitest';
import { inReadingOrder, mayStandIn, placeCodeOf } from './rules.ts';

describe('places', () => {
  it('[S1] stand only in something wider', () => {
    expect(mayStandIn('room', 'building')).toBe(true);
    expect(mayStandIn('rack', 'site')).toBe(true);
    expect(mayStandIn('building', 'room')).toBe(false);
    expect(mayStandIn('room', 'room')).toBe(false);
  });

  it('[K6] are listed each after its parent, with numbers in names in their natural order', () => {
    const nodes = [
      { id: 1, parentId: null, name: 'Prague' },
      { id: 2, parentId: 1, name: 'Room 10' },
      { id: 3, parentId: 1, name: 'Room 9' },
      { id: 4, parentId: 3, name: 'Rack A' },
    ];
    expect(inReadingOrder(nodes).map((node) => node.path)).toEqual([
      'Prague',
      'Prague › Room 9',
      'Prague › Room 9 › Rack A',
      'Prague › Room 10',
    ]);
  });

  it('[I1] get a code that a scanner reads on every layout', () => {
    expect(placeCodeOf(7)).toBe('P00007');
  });
});
