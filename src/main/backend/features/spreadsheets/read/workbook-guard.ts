import { posix } from 'node:path';
import { TableError } from './table.ts';
import { partPieces } from './part-stream.ts';
import { checkedXml, tagsOf } from './xml-part.ts';
import { xmlPieces } from './xml-pieces.ts';
import { partContent, WORKBOOK_ZIP_LIMITS, zipEntries } from './zip-directory.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

/** A workbook whose directory, types and small parts were checked; its sheets are unpacked when they are read. */
export interface CheckedWorkbook {
  /** Style sheets and strings, checked and whole, by the end of their name: their folder is the producer's choice. */
  partNamed(ending: string): Buffer | null;
  /** The pieces of a sheet as it is unpacked. */
  piecesOf(sheet: SheetPart, signal?: AbortSignal): AsyncIterable<string>;
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
}

const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP_MAGIC = Buffer.from('504b0304', 'hex');
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
/** Longest number format that spreadsheet programs accept; the time to apply one grows with its square. */
const LONGEST_FORMAT = 255;
const XML_NAME = /\.(?:xml|rels|vml)$/i;

/** True when the bytes begin like any workbook, so they must not be read as text. */
export function beginsLikeWorkbook(beginning: Buffer): boolean {
  return beginning.subarray(0, 4).equals(ZIP_MAGIC) || beginning.subarray(0, 8).equals(OLE_MAGIC);
}

/** True when the bytes begin like a workbook of Excel 97, or a protected one. */
export function beginsLikeOle(beginning: Buffer): boolean {
  return beginning.subarray(0, 8).equals(OLE_MAGIC);
}

/** Refuses what is not a zip archive, by what it is rather than by its name. */
function refuseByMagic(file: Buffer): void {
  if (file.subarray(0, 8).equals(OLE_MAGIC)) {
    const encrypted = file.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new TableError(encrypted ? 'ENCRYPTED_FILE' : 'OLD_FORMAT', encrypted ? {} : { format: 'xls' });
  }
  if (!file.subarray(0, 4).equals(ZIP_MAGIC)) throw new TableError('NOT_A_SPREADSHEET');
}

/** Types of the parts that are there. Some programs declare more, such as the one of the binary format, for none. */
function usedTypes(declared: string, names: readonly string[]): string {
  const defaults = tagsOf(declared, 'Default').filter((tag) =>
    names.some((name) => name.toLowerCase().endsWith(`.${(tag.get('Extension') ?? '').toLowerCase()}`)),
  );
  return [...tagsOf(declared, 'Override'), ...defaults].map((tag) => tag.get('ContentType') ?? '').join('\n');
}

/** Refuses packages that are not plain workbooks: other documents, macros, the binary format. */
function refuseByContentTypes(parts: ReadonlyMap<string, Buffer>, names: readonly string[]): void {
  const declared = parts.get('[Content_Types].xml')?.toString('utf8');
  if (declared === undefined) {
    const mimetype = parts.get('mimetype')?.toString('latin1', 0, 60);
    throw new TableError('NOT_A_SPREADSHEET', mimetype?.includes('opendocument') === true ? { format: 'ods' } : {});
  }
  const types = usedTypes(declared, names);
  if (types.includes('ms-excel.sheet.binary')) throw new TableError('NOT_A_SPREADSHEET', { format: 'xlsb' });
  const macro =
    /macroEnabled|vbaProject|macrosheet/i.test(types) || names.some((name) => /vbaProject|macrosheets\//i.test(name));
  if (macro) throw new TableError('MACRO_FILE');
  if (!types.includes(MAIN_TYPE)) throw new TableError('NOT_A_SPREADSHEET');
}

/** Targets of a relationships part by id, as paths inside the package. */
function relationshipsOf(
  parts: ReadonlyMap<string, Buffer>,
  path: string,
): Map<string, { type: string; target: string }> {
  const folder = posix.dirname(path);
  const xml =
    parts.get(`${folder === '.' ? '' : `${folder}/`}_rels/${posix.basename(path)}.rels`)?.toString('utf8') ?? '';
  const targets = new Map<string, { type: string; target: string }>();
  for (const tag of tagsOf(xml, 'Relationship')) {
    const target = tag.get('Target') ?? '';
    const absolute = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
    if (tag.get('TargetMode') !== 'External')
      targets.set(tag.get('Id') ?? '', { type: tag.get('Type') ?? '', target: absolute });
  }
  return targets;
}

function refuseLongFormats(parts: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of parts) {
    if (!/styles\.xml$/i.test(name)) continue;
    for (const tag of tagsOf(content.toString('utf8'), 'numFmt')) {
      const length = tag.get('formatCode')?.length ?? 0;
      if (length > LONGEST_FORMAT) throw new TableError('DAMAGED_FILE', { reason: 'NUMBER_FORMAT', length });
    }
  }
}

function workbookPathOf(parts: ReadonlyMap<string, Buffer>): string {
  for (const { type, target } of relationshipsOf(parts, '').values()) {
    if (type.endsWith('/officeDocument')) return target;
  }
  return 'xl/workbook.xml';
}

/**
 * Checks a workbook file in the order of cost: magic, directory, true sizes, package type, document types.
 * @throws TableError with the reason; the file is not given to any parser before
 */
export function checkWorkbook(file: Buffer): CheckedWorkbook {
  refuseByMagic(file);
  const entries = new Map(
    zipEntries(file, WORKBOOK_ZIP_LIMITS)
      .filter(({ name }) => !name.endsWith('/'))
      .map((entry) => [entry.name, entry]),
  );
  const parts = new Map<string, Buffer>();
  for (const [name, entry] of entries) {
    // Sheets are the large ones: they are unpacked in pieces, and what nobody reads is not unpacked at all.
    if (!XML_NAME.test(name) ? name !== 'mimetype' : /(?:^|\/)worksheets\/[^/]*\.xml$/i.test(name)) continue;
    const content = partContent(file, entry);
    parts.set(name, XML_NAME.test(name) ? checkedXml(name, content) : content);
  }
  refuseByContentTypes(parts, [...entries.keys()]);
  refuseLongFormats(parts);
  const workbookPath = workbookPathOf(parts);
  const workbook = parts.get(workbookPath)?.toString('utf8');
  if (workbook === undefined) throw new TableError('DAMAGED_FILE', { reason: 'NO_WORKBOOK' });
  const targets = relationshipsOf(parts, workbookPath);
  const sheets: SheetPart[] = [];
  for (const tag of tagsOf(workbook, 'sheet')) {
    const relation = targets.get(tag.get('r:id') ?? [...tag].find(([name]) => name.endsWith(':id'))?.[1] ?? '');
    if (relation === undefined || !relation.type.endsWith('/worksheet')) continue;
    sheets.push({ name: tag.get('name') ?? '', hidden: /hidden/i.test(tag.get('state') ?? ''), path: relation.target });
  }
  if (sheets.length === 0) throw new TableError('DAMAGED_FILE', { reason: 'NO_SHEET' });
  const date1904 = /^(?:1|true|on)$/i.test(tagsOf(workbook, 'workbookPr')[0]?.get('date1904') ?? '');
  return {
    sheets,
    date1904,
    partNamed: (ending) => {
      const name = [...parts.keys()].find((key) => key.toLowerCase().endsWith(ending));
      return name === undefined ? null : (parts.get(name) ?? null);
    },
    piecesOf: ({ path }, signal) => {
      const entry = entries.get(path);
      if (entry === undefined) throw new TableError('DAMAGED_FILE', { reason: 'NO_SHEET' });
      return xmlPieces(path, partPieces(file, entry, signal));
    },
  };
}

/** The sheet asked for, else the first visible one. */
export function chosenSheet<Sheet extends { name: string; hidden: boolean }>(
  sheets: readonly Sheet[],
  name: string | undefined,
): Sheet {
  const wanted = sheets.find((sheet) => (name === undefined ? !sheet.hidden : sheet.name === name));
  const sheet = wanted ?? (name === undefined ? sheets[0] : undefined);
  if (sheet === undefined) throw new TableError('NO_SUCH_SHEET', { sheet: name ?? '' });
  return sheet;
}
