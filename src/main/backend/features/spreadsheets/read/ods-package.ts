import { TableError, type ReadLimits } from './table.ts';
import { checkedXml } from './xml-part.ts';
import { partContent, storedZip, WORKBOOK_ZIP_LIMITS, zipEntries } from './zip-directory.ts';

const ZIP_MAGIC = Buffer.from('504b0304', 'hex');
/** Cells that a spreadsheet may stand for by «the same as before, so many times». */
const REPEATED_CELLS_LIMIT = 5_000_000;

/**
 * Checks an OpenDocument spreadsheet and packs it anew: its content, its styles and nothing else, unpacked within the
 * limits, with repetitions of cells and rows cut to what a table may hold.
 * @throws TableError with the reason
 */
export function odsPackage(file: Buffer, limits: ReadLimits): Buffer {
  if (!file.subarray(0, 4).equals(ZIP_MAGIC)) throw new TableError('NOT_A_SPREADSHEET');
  const parts = new Map<string, Buffer>();
  for (const entry of zipEntries(file, WORKBOOK_ZIP_LIMITS)) {
    if (entry.name.endsWith('/')) continue;
    if (/^(?:Basic|Scripts)\//.test(entry.name)) throw new TableError('MACRO_FILE');
    if (['mimetype', 'content.xml', 'styles.xml', 'META-INF/manifest.xml'].includes(entry.name)) {
      const content = partContent(file, entry);
      parts.set(entry.name, entry.name.endsWith('.xml') ? checkedXml(entry.name, content) : content);
    }
  }
  if (parts.get('mimetype')?.toString('latin1').includes('opendocument.spreadsheet') !== true)
    throw new TableError('NOT_A_SPREADSHEET');
  if (parts.get('META-INF/manifest.xml')?.includes('encryption-data') === true) throw new TableError('ENCRYPTED_FILE');
  // The parser wants these two, which a spreadsheet may lack.
  for (const name of ['styles.xml', 'META-INF/manifest.xml'])
    if (!parts.has(name)) parts.set(name, Buffer.from('<?xml version="1.0" encoding="UTF-8"?><none/>'));
  const content = parts.get('content.xml');
  if (content === undefined) throw new TableError('DAMAGED_FILE', { reason: 'NO_WORKBOOK' });
  parts.set('content.xml', Buffer.from(withoutFloods(content.toString('utf8'), limits)));
  return storedZip(parts);
}

/** Empty cells are repeated up to the edge of the sheet by every program; filled ones only by somebody who means harm. */
function withoutFloods(xml: string, limits: ReadLimits): string {
  let rows = 1;
  let cells = 0;
  return xml.replaceAll(
    /<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>/g,
    (tag, kind: string, rest: string) => {
      const repeated = Number(/number-(?:rows|columns)-repeated="(\d{1,9})"/.exec(rest)?.[1] ?? 1);
      if (kind === 'table-row') rows = repeated;
      else if (!rest.trimEnd().endsWith('/') || rest.includes('office:value')) cells += repeated * rows;
      if (cells > REPEATED_CELLS_LIMIT) throw new TableError('ZIP_BOMB', { cells });
      const most = kind === 'table-row' ? limits.maxRows : limits.maxColumns + 1;
      return repeated <= most ? tag : tag.replace(/(number-(?:rows|columns)-repeated=")\d+"/, `$1${most}"`);
    },
  );
}
