import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tileNames, wholeLayout } from './model.ts';

it('[K7] a layout has every tile once, whatever was kept before', () => {
  const kept = fc.array(fc.record({ name: fc.constantFrom(...tileNames, 'gone'), hidden: fc.boolean() }));
  fc.assert(
    fc.property(kept, (layout) => {
      const whole = wholeLayout(layout);
      expect(whole.map(({ name }) => name).toSorted()).toEqual([...tileNames].toSorted());
      expect(wholeLayout(whole)).toEqual(whole);
      const first = layout.find(({ name }) => name !== 'gone');
      if (first !== undefined) expect(whole[0]).toEqual(first);
    }),
  );
});
