import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dotsPerMm } from '#shared/features/labels/dots.ts';
import type { Dpi } from '#shared/features/labels/dots.ts';
import { placeSymbol, warningsOf } from '#shared/features/labels/place-symbol.ts';
import type { BarcodeElement } from '#shared/features/labels/template.ts';

/** One line of the measurement: a symbol printed at so many dots a module, shot eight times at each density. */
interface Measured {
  dpi: Dpi;
  symbol: string;
  moduleDots: number;
  widthMm: number;
  /** Shots of eight that a camera decoded, by its pixels an inch. */
  decoded: Readonly<Record<number, number>>;
}

const densities = [100, 130, 160, 200, 260, 320];
const [, ...lines] = readFileSync('tests/fixtures/vectors/labels/readability-matrix.tsv', 'utf8').trim().split('\n');
const measured: readonly Measured[] = lines.map((line) => {
  const [dpi, symbol = '', dots, , , width, , ...shots] = line.split('\t');
  return {
    dpi: Number(dpi) as Dpi,
    symbol,
    moduleDots: Number(dots),
    widthMm: Number(width),
    decoded: Object.fromEntries(densities.map((ppi, index) => [ppi, Number.parseInt(shots[index] ?? '', 10)])),
  };
});

/** A content whose symbol has as many modules as the measured one. */
const contents: Readonly<Record<string, readonly [BarcodeElement['symbology'], string]>> = {
  'c128-9': ['code128', 'LT-000123'],
  'c128-14': ['code128', 'SN-7K2M9QX41BZ'],
  'gs1-18': ['gs1-128', '(8004)95211100000000012345'],
  'dm-9': ['datamatrix', 'LT-000123'],
  'dm-gs1': ['gs1-datamatrix', '(8004)95211100012345'],
  'qr-9': ['qr', 'LT-000123'],
  'qr-url': ['qr', 'https://it.example.org/a/LT-000123'],
};

/** The symbol of a line in as much room as it could want, with modules of that many dots at most. */
function placed({ dpi, symbol, moduleDots }: Measured) {
  const [symbology, text] = contents[symbol] ?? ['qr', ''];
  const maxModuleMm = moduleDots / dotsPerMm[dpi];
  return placeSymbol(
    {
      id: 'code',
      type: 'barcode',
      x: 0,
      y: 0,
      width: 140,
      height: 140,
      symbology,
      text: [],
      maxModuleMm,
    } as unknown as BarcodeElement,
    text,
    dpi,
  );
}

describe('what was measured with a camera', () => {
  it('[V4] is 64 symbols, each of a kind that is known here', () => {
    expect(measured).toHaveLength(64);
    expect(measured.filter(({ symbol }) => contents[symbol] === undefined)).toEqual([]);
  });

  it('[V4] has the widths that labels are laid out with', () => {
    const wide = measured.flatMap((line) => {
      const result = placed(line);
      return 'placed' in result ? [{ line, width: result.placed.width }] : [];
    });
    expect(wide.length).toBeGreaterThan(50);
    // The measurement rounds 300 dpi to twelve dots a millimetre, 1.6 % off.
    for (const { line, width } of wide)
      expect(Math.abs(width - line.widthMm), JSON.stringify(line)).toBeLessThan(0.1 + 0.02 * line.widthMm);
  });

  it('[V4] bears out what is refused: a scanner at arm’s length could hardly read it', () => {
    const refused = measured.filter((line) => 'problem' in placed(line));
    expect(refused.length).toBeGreaterThan(0);
    for (const line of refused) expect(line.decoded[200], JSON.stringify(line)).toBeLessThanOrEqual(1);
  });

  it('[V4] bears out what is accepted: it reads from close by', () => {
    const accepted = measured.filter((line) => 'placed' in placed(line));
    for (const line of accepted) expect(line.decoded[320], JSON.stringify(line)).toBeGreaterThanOrEqual(5);
  });

  it('[V5] bears out what is warned of: a camera reads it badly, and everything else well', () => {
    for (const line of measured) {
      const result = placed(line);
      if (!('placed' in result) || result.placed.symbology === 'code128' || result.placed.symbology === 'gs1-128')
        continue;
      const warned = warningsOf(result.placed).length > 0;
      if (warned) expect(line.decoded[100], JSON.stringify(line)).toBeLessThanOrEqual(5);
      else expect(line.decoded[130], JSON.stringify(line)).toBeGreaterThanOrEqual(7);
    }
  });
});
