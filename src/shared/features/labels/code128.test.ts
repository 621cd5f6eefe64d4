import { code128 } from 'bwip-js/generic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128Subset, encodeCode128 } from './code128.ts';

/** The same symbol from an encoder that is not ours, as widths in modules. */
function encodedElsewhere(text: string): number[] {
  const widths: number[] = [];
  let end = 0;
  const nothing = () => undefined;
  code128(
    { bcid: '', text, newencoder: true, suppressc: code128Subset(text) === 'B' } as Parameters<typeof code128>[0],
    {
      scale: (): [number, number] => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: nothing,
      line: (centre: number, _y0: number, _x1: number, _y1: number, width: number) => {
        const start = centre - Math.ceil(width / 2);
        if (widths.length > 0) widths.push(start - end);
        widths.push(width);
        end = start + width;
      },
      ellipse: nothing,
      polygon: nothing,
      hexagon: nothing,
      fill: nothing,
      text: nothing,
      end: nothing,
    },
  );
  return widths;
}

const printable = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 24,
});
const digits = fc
  .array(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 12 })
  .map((pairs) => pairs.map((pair) => String(pair).padStart(2, '0')).join(''));

describe('Code 128', () => {
  it('[V4] is what an independent encoder makes of the same text', () => {
    fc.assert(
      fc.property(fc.oneof(printable, digits), (text) => {
        expect(encodeCode128(text)).toEqual(encodedElsewhere(text));
      }),
      { numRuns: 300 },
    );
  });

  it('[V4] has eleven modules a character and a stop of thirteen', () => {
    const modules = (text: string) => encodeCode128(text).reduce((sum, width) => sum + width, 0);
    expect(modules('A')).toBe(11 * 3 + 13);
    expect(modules('LT-000123')).toBe(11 * 11 + 13);
    expect(modules('12345678')).toBe(11 * 6 + 13);
  });
});
