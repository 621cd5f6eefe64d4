import { dayFromSerial } from '#shared/primitives/days.ts';
import { isCurrency } from '#shared/primitives/money.ts';
import { UnreadablePack } from './pack-fault.ts';

/** How the number of a cell becomes the text over which the sheet's digest runs; null when it can't have been written. */
export type CellFormat = (digits: string) => string | null;

const millisecondsADay = 86_400_000;
const serialOf1970 = 25_569;

const asWritten: CellFormat = (digits) => (/^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/.test(digits) ? digits : null);
const asDay: CellFormat = (digits) => (/^[1-9]\d{0,6}$/.test(digits) ? dayFromSerial(Number(digits), false) : null);

/** A serial with nine decimals names a millisecond; only the one way of writing it is accepted. */
const asInstant: CellFormat = (digits) => {
  const serial = Number(digits);
  if (!/^\d+(?:\.\d+)?$/.test(digits) || serial < 61 || serial > 2_958_466) return null;
  const milliseconds = Math.round((serial - serialOf1970) * millisecondsADay);
  const written = Math.round((milliseconds / millisecondsADay + serialOf1970) * 1e9) / 1e9;
  return String(written) === digits ? new Date(milliseconds).toISOString() : null;
};

function asMoney(currency: string): CellFormat {
  return (digits) => (/^-?\d+(?:\.\d+)?$/.test(digits) ? `${digits} ${currency}` : null);
}

function formatOf(code: string): CellFormat | null {
  if (code === '#,##0' || code === '#,##0.00####') return asWritten;
  if (code === 'yyyy-mm-dd') return asDay;
  if (code === 'yyyy-mm-dd hh:mm:ss') return asInstant;
  const currency = /^#,##0(?:\.0+)?\\ "([A-Z]{3})"$/.exec(code)?.[1];
  return currency !== undefined && isCurrency(currency) ? asMoney(currency) : null;
}

/** The formats by cell style. A style that shows numbers otherwise has none, so a cell with it is refused. */
export function cellFormats(styles: string): readonly (CellFormat | null)[] {
  const byId = new Map<string, CellFormat | null>([
    ['0', asWritten],
    ['49', null],
  ]);
  for (const found of styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"\/>/g)) {
    byId.set(found[1] ?? '', formatOf((found[2] ?? '').replaceAll('&quot;', '"')));
  }
  const cells = /<cellXfs count="\d+">(.*?)<\/cellXfs>/.exec(styles)?.[1];
  if (cells === undefined) throw new UnreadablePack('xl/styles.xml');
  return [...cells.matchAll(/<xf numFmtId="(\d+)"/g)].map((found) => byId.get(found[1] ?? '') ?? null);
}
