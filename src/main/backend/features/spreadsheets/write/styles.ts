import { currencyExponent } from '#shared/primitives/money.ts';
import type { ColumnType } from './column.ts';
import { xmlAttribute } from './xml-text.ts';

const FIRST_FORMAT = 164;
/** A cell beside one of several lines begins with the first of them. */
const TOP = '<alignment vertical="top"/>';
/** What is no amount stands to the left, as its heading does. */
const LEFT = '<alignment horizontal="left" vertical="top"/>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The workbook's cell formats. Indexes are given out as they are needed and written when the last sheet is done. */
export class Styles {
  readonly #formats: string[] = [];
  readonly #cellFormats: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #currencies = new Map<string, number>();
  readonly #texts: number[] = [];
  readonly plain = this.#add('plain', 'numFmtId="0" fontId="0" fillId="0"', TOP);
  readonly link = this.#add('link', 'numFmtId="49" fontId="2" fillId="0" applyFont="1"', TOP);

  /** Over numbers a heading stands to the right, as they do. */
  heading(type: ColumnType): number {
    const right = type === 'integer' || type === 'decimal' || type === 'money';
    return this.#add(
      right ? 'number heading' : 'heading',
      'numFmtId="49" fontId="1" fillId="2" applyFont="1" applyFill="1" applyBorder="1"',
      `<alignment${right ? ' horizontal="right"' : ''} vertical="center" wrapText="1"/>`,
      1,
    );
  }

  /** Index for a column of the type; money asks {@link money}. */
  of(type: ColumnType): number {
    if (type === 'text') return this.text(false, false);
    if (type === 'integer') return this.#numeric('#,##0');
    if (type === 'decimal') return this.#numeric('#,##0.00####');
    if (type === 'date') return this.#numeric('yyyy-mm-dd', LEFT);
    return type === 'dateTime' ? this.#numeric('yyyy-mm-dd hh:mm:ss', LEFT) : this.plain;
  }

  /** Index for a text: on one line or on several, and in bold or not. */
  text(wrap: boolean, strong: boolean): number {
    const place = (wrap ? 1 : 0) + (strong ? 2 : 0);
    const known = this.#texts[place];
    if (known !== undefined) return known;
    const look = strong ? 'fontId="1" fillId="0" applyFont="1"' : 'fontId="0" fillId="0"';
    const alignment = wrap ? '<alignment vertical="top" wrapText="1"/>' : TOP;
    const index = this.#add(`text ${place}`, `numFmtId="49" ${look} applyNumberFormat="1"`, alignment);
    this.#texts[place] = index;
    return index;
  }

  /** Amounts show the decimals of their currency and its code. */
  money(currency: string): number {
    const known = this.#currencies.get(currency);
    if (known !== undefined) return known;
    const exponent = currencyExponent(currency);
    const index = this.#numeric(`#,##0${exponent === 0 ? '' : `.${'0'.repeat(exponent)}`}\\ "${currency}"`);
    this.#currencies.set(currency, index);
    return index;
  }

  /** Excel writes yes and no by itself; LibreOffice shows 1 for yes where the format does not say otherwise. */
  truth(): number {
    return this.#numeric('"TRUE";"TRUE";"FALSE"', LEFT);
  }

  #numeric(format: string, alignment = TOP): number {
    const known = this.#indexes.get(format);
    if (known !== undefined) return known;
    this.#formats.push(format);
    const id = FIRST_FORMAT + this.#formats.length - 1;
    return this.#add(format, `numFmtId="${id}" fontId="0" fillId="0" applyNumberFormat="1"`, alignment);
  }

  #add(key: string, attributes: string, alignment: string, border: 0 | 1 = 0): number {
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    this.#cellFormats.push(`<xf ${attributes} applyAlignment="1" borderId="${border}" xfId="0">${alignment}</xf>`);
    this.#indexes.set(key, this.#cellFormats.length - 1);
    return this.#cellFormats.length - 1;
  }

  xml(): string {
    const formats = this.#formats.map(
      (code, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${xmlAttribute(code)}"/>`,
    );
    const font = (inner: string): string => `<font>${inner}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
    return (
      `<styleSheet xmlns="${MAIN}">` +
      (formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`) +
      `<fonts count="3">${font('')}${font('<b/>')}<font><u/><sz val="11"/><color rgb="FF0F6699"/><name val="Calibri"/><family val="2"/></font></fonts>` +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE1EBF2"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
      '<border><left/><right/><top/><bottom style="medium"><color rgb="FF0F6699"/></bottom><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.#cellFormats.length}">${this.#cellFormats.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}
