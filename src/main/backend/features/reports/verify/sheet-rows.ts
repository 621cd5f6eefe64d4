import type { CellFormat } from './cell-formats.ts';
import { UnreadablePack } from './pack-fault.ts';

const headStart =
  /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\n<worksheet xmlns="http:\/\/schemas\.openxmlformats\.org\/spreadsheetml\/2006\/main">/;
/** What could hide cells or lay something else over them. */
const covering =
  /hidden|collapsed|outline|merge|conditional|validation|drawing|legacy|extLst|sheetProtection|oleObject/i;
const cell =
  /<c r="([A-Z]{1,3})(\d{1,7})" s="(\d{1,4})"(?: t="(inlineStr|b)")?>(?:<is><t(?: xml:space="preserve")?>([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/y;
/** Headings may stand on up to three lines; any other height could hide a row. */
const rowStart = /<row r="(\d{1,7})"(?:(?<=<row r="1") ht="(?:15|30|45)" customHeight="1")?>/y;
/** A row of 400 columns with full cells is about 13 MB. */
const longestRow = 64 << 20;

/** A row as the canonical texts of its cells, as far as the last that holds something. */
export interface TextRow {
  readonly number: number;
  readonly texts: (string | null)[];
}

/**
 * Reads a worksheet as the application writes it, row after row in constant memory. Every character between the first
 * and the last row must be accounted for: what a lenient reader would pass over could be what was changed.
 *
 * @throws UnreadablePack with sheet and row.
 */
export async function* sheetRows(
  name: string,
  bytes: AsyncIterable<Buffer>,
  formats: readonly (CellFormat | null)[],
): AsyncGenerator<TextRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let inData = false;
  let done = 0;
  for await (const chunk of bytes) {
    text += decoded(decoder, chunk, name);
    if (!inData) {
      const data = text.indexOf('<sheetData>');
      if (data < 0) {
        if (text.length > 1 << 20) throw new UnreadablePack(name);
        continue;
      }
      const head = text.slice(0, data);
      if (!headStart.test(head) || covering.test(head)) throw new UnreadablePack(name);
      text = text.slice(data + '<sheetData>'.length);
      inData = true;
    }
    let at = 0;
    for (let end = text.indexOf('</row>', at); end >= 0; end = text.indexOf('</row>', at)) {
      // Behind the last row nothing may look like another one.
      if (text.startsWith('</sheetData>', at)) throw new UnreadablePack(`${name}: after row ${done}`);
      done += 1;
      yield { number: done, texts: textsOf(text.slice(at, end), done, name, formats) };
      at = end + '</row>'.length;
    }
    text = text.slice(at);
    if (text.length > longestRow) throw new UnreadablePack(`${name}: after row ${done}`);
  }
  if (!text.startsWith('</sheetData>') || covering.test(text)) throw new UnreadablePack(`${name}: after row ${done}`);
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer, name: string): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new UnreadablePack(`${name}: encoding`);
  }
}

function textsOf(
  row: string,
  number: number,
  name: string,
  formats: readonly (CellFormat | null)[],
): (string | null)[] {
  const where = `${name}: row ${number}`;
  rowStart.lastIndex = 0;
  if (Number(rowStart.exec(row)?.[1]) !== number) throw new UnreadablePack(where);
  const texts: (string | null)[] = [];
  for (let at = rowStart.lastIndex; at < row.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const found = cell.exec(row);
    if (found === null) throw new UnreadablePack(where);
    const [, letters = '', cellRow, style, type, text, value] = found;
    const column = columnOf(letters);
    if (Number(cellRow) !== number || column < texts.length || column > 1000) throw new UnreadablePack(where);
    while (texts.length < column) texts.push(null);
    const content = contentOf(type, text, value, formats[Number(style)] ?? null);
    if (content === null) throw new UnreadablePack(`${name}!${letters}${number}`);
    texts.push(content);
  }
  return texts;
}

function contentOf(
  type: string | undefined,
  text: string | undefined,
  value: string | undefined,
  format: CellFormat | null,
): string | null {
  if (type === 'inlineStr') return text === undefined || text === '' ? null : plainText(text);
  if (value === undefined) return null;
  if (type === 'b') return value === '1' ? 'true' : value === '0' ? 'false' : null;
  return format === null ? null : format(value);
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Undoes what the writer does to text; null where an ampersand is none of its four. */
function plainText(xml: string): string | null {
  let strange = false;
  const text = xml.includes('&')
    ? xml.replaceAll(/&(?:\w+;)?/g, (entity) => {
        const character = entities[entity];
        if (character === undefined) strange = true;
        return character ?? '';
      })
    : xml;
  if (strange) return null;
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
