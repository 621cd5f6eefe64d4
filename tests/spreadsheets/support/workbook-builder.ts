import { buildZip, type BuiltPart } from './zip-builder.ts';

const X = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const FORMAT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface WorkbookParts {
  /** Content of `sheetData`. */
  readonly data?: string;
  readonly beforeData?: string;
  readonly afterData?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly sheetName?: string;
  readonly date1904?: boolean;
  readonly mainType?: string;
  readonly extra?: readonly BuiltPart[];
  /** Claims about the sheet's size, when they differ from the truth. */
  readonly claimedSheetBytes?: number;
  readonly sheetFlags?: number;
}

/** Shared strings of the given texts. */
export function sharedStrings(...texts: string[]): string {
  return `${X}<sst xmlns="${MAIN}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
}

/** A style sheet whose cell formats 1… have the given number formats. */
export function numberFormats(...codes: string[]): string {
  const formats = codes.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join('');
  const cells = codes.map((_, at) => `<xf numFmtId="${164 + at}" applyNumberFormat="1"/>`).join('');
  return `${X}<styleSheet xmlns="${MAIN}"><numFmts count="${codes.length}">${formats}</numFmts><cellXfs count="${codes.length + 1}"><xf numFmtId="0"/>${cells}</cellXfs></styleSheet>`;
}

/** The parts of a small workbook as other programs write it. */
export function workbookParts(parts: WorkbookParts): BuiltPart[] {
  const override = (name: string, type: string): string => `<Override PartName="/xl/${name}" ContentType="${type}"/>`;
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const sheet = `${X}<worksheet xmlns="${MAIN}">${parts.beforeData ?? ''}<sheetData>${parts.data ?? ''}</sheetData>${parts.afterData ?? ''}</worksheet>`;
  return [
    {
      name: '[Content_Types].xml',
      content: `${X}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', parts.mainType ?? `${FORMAT}.sheet.main+xml`)}${override('worksheets/sheet1.xml', `${FORMAT}.worksheet+xml`)}${override('sharedStrings.xml', `${FORMAT}.sharedStrings+xml`)}${override('styles.xml', `${FORMAT}.styles+xml`)}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${X}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${X}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${parts.date1904 === true ? ' date1904="1"' : ''}/><sheets><sheet name="${parts.sheetName ?? 'S'}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${X}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'worksheet', 'worksheets/sheet1.xml')}${relation(2, 'sharedStrings', 'sharedStrings.xml')}${relation(3, 'styles', 'styles.xml')}</Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: sheet,
      ...(parts.claimedSheetBytes === undefined ? {} : { claimedBytes: parts.claimedSheetBytes }),
      ...(parts.sheetFlags === undefined ? {} : { flags: parts.sheetFlags }),
    },
    { name: 'xl/sharedStrings.xml', content: parts.strings ?? sharedStrings('tag') },
    { name: 'xl/styles.xml', content: parts.styles ?? numberFormats() },
    ...(parts.extra ?? []),
  ];
}

export function buildWorkbook(parts: WorkbookParts): Buffer {
  return buildZip(workbookParts(parts));
}

/** One row of inline texts. */
export function textRow(number: number, ...texts: string[]): string {
  const cells = texts.map(
    (text, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}
