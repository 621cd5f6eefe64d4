import { buildWorkbook, numberFormats, sharedStrings, textRow, workbookParts } from './workbook-builder.ts';
import { buildZip } from './zip-builder.ts';

const X = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TAG = textRow(1, 'tag');
const ROWS = TAG + textRow(2, 'IT-1');

/** What must come of a hostile file: its rows, or a refusal. */
export type Expected =
  | { readonly code: string; readonly reason?: string }
  | { readonly headings: string[]; readonly rows: string[][] };

export interface HostileFile {
  readonly name: string;
  readonly expected: Expected;
  readonly make: () => Buffer;
}

const GOOD: Expected = { headings: ['tag'], rows: [['IT-1']] };

function comment(reference: string): Buffer {
  return buildWorkbook({
    data: ROWS,
    extra: [
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        content: `${X}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/comments" Target="../comments1.xml"/></Relationships>`,
      },
      {
        name: 'xl/comments1.xml',
        content: `${X}<comments xmlns="${MAIN}"><authors><author>a</author></authors><commentList><comment ref="${reference}" authorId="0"><text><r><t>x</t></r></text></comment></commentList></comments>`,
      },
    ],
  });
}

function entities(): string {
  let declarations = '<!ENTITY l0 "lol">';
  for (let level = 1; level <= 9; level += 1) declarations += `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`;
  return `${X}<!DOCTYPE sst [${declarations}]><sst xmlns="${MAIN}"><si><t>&l9;</t></si></sst>`;
}

const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]);
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(text, 'utf16le')]);
const external = (encoding: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="${MAIN}"><si><t>&x;</t></si></sst>`;

function plainParts(strings: Buffer | string): Buffer {
  return buildZip(
    workbookParts({ data: ROWS }).map((part) =>
      part.name === 'xl/sharedStrings.xml' ? { ...part, content: strings } : part,
    ),
  );
}

export const HOSTILE_WORKBOOKS: readonly HostileFile[] = [
  { name: 'a comment that refers to __proto__', expected: GOOD, make: () => comment('__proto__') },
  {
    name: 'a dimension of the whole sheet',
    expected: GOOD,
    make: () => buildWorkbook({ beforeData: '<dimension ref="A1:XFD1048576"/>', data: ROWS }),
  },
  {
    name: 'a cell in the last corner',
    expected: { code: 'TOO_MANY_COLUMNS' },
    make: () => buildWorkbook({ data: `${TAG}<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>` }),
  },
  {
    name: 'a cell in the last column',
    expected: { code: 'TOO_MANY_COLUMNS' },
    make: () => buildWorkbook({ data: `${TAG}<row r="2"><c r="XFD2" t="s"><v>0</v></c></row>` }),
  },
  {
    name: '300 MB of blanks',
    expected: { code: 'ZIP_BOMB' },
    make: () => buildWorkbook({ data: `${TAG}<row r="2">${' '.repeat(300 << 20)}</row>` }),
  },
  {
    name: '50 MB behind a claimed size of one byte',
    expected: { code: 'ZIP_BOMB' },
    make: () => buildWorkbook({ data: `${TAG}<row r="2">${' '.repeat(50 << 20)}</row>`, claimedSheetBytes: 1 }),
  },
  {
    name: 'three million cells without addresses',
    expected: { code: 'ZIP_BOMB' },
    make: () => buildWorkbook({ data: `<row>${'<c t="s"><v>0</v></c>'.repeat(30)}</row>`.repeat(100_000) }),
  },
  { name: 'an external entity', expected: { code: 'DTD_REFUSED' }, make: () => plainParts(external('UTF-8')) },
  {
    name: 'an external entity in UTF-16',
    expected: { code: 'DTD_REFUSED' },
    make: () => plainParts(utf16(external('UTF-16'))),
  },
  {
    name: 'an external entity behind UTF-7',
    expected: { code: 'UNSUPPORTED_ENCODING' },
    make: () => plainParts(external('UTF-7')),
  },
  {
    name: 'UTF-16 without a mark',
    expected: { code: 'UNSUPPORTED_ENCODING' },
    make: () => plainParts(Buffer.from(external('UTF-16'), 'utf16le')),
  },
  { name: 'a billion laughs', expected: { code: 'DTD_REFUSED' }, make: () => plainParts(entities()) },
  {
    name: 'a part that climbs out of its folder',
    expected: { code: 'DAMAGED_FILE', reason: 'UNSAFE_NAME' },
    make: () => buildWorkbook({ data: ROWS, extra: [{ name: '../../../../tmp/slipped.txt', content: 'x' }] }),
  },
  {
    name: 'a formula that starts a program',
    expected: { headings: ['1'], rows: [['IT-1']] },
    make: () =>
      buildWorkbook({
        data: `<row r="1"><c r="A1" t="str"><f>cmd|'/C calc'!A0</f><v>1</v></c></row>${textRow(2, 'IT-1')}`,
      }),
  },
  {
    name: 'headings named after the prototype',
    expected: { headings: ['__proto__', 'constructor'], rows: [['1', '2']] },
    make: () => buildWorkbook({ data: textRow(1, '__proto__', 'constructor') + textRow(2, '1', '2') }),
  },
  {
    name: 'shared strings named after the prototype',
    expected: { headings: ['__proto__'], rows: [['IT-1']] },
    make: () =>
      buildWorkbook({
        strings: sharedStrings('__proto__'),
        data: `<row r="1"><c r="A1" t="s"><v>0</v></c></row>${textRow(2, 'IT-1')}`,
      }),
  },
  {
    name: 'a sheet named like an image tag',
    expected: GOOD,
    make: () => buildWorkbook({ data: ROWS, sheetName: '&lt;img src=x onerror=1&gt;' }),
  },
  { name: 'ten megabytes of NULs', expected: { code: 'NOT_A_SPREADSHEET' }, make: () => Buffer.alloc(10 << 20) },
  {
    name: 'an encrypted workbook',
    expected: { code: 'ENCRYPTED_FILE' },
    make: () => Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
  },
  {
    name: 'an encrypted part',
    expected: { code: 'ENCRYPTED_FILE' },
    make: () => buildWorkbook({ data: ROWS, sheetFlags: 1 }),
  },
  { name: 'a workbook of 1997', expected: { code: 'OLD_FORMAT' }, make: () => OLE },
  {
    name: 'a truncated workbook',
    expected: { code: 'DAMAGED_FILE', reason: 'NO_DIRECTORY' },
    make: () => buildWorkbook({ data: ROWS }).subarray(0, 600),
  },
  {
    name: 'two parts of one name',
    expected: { code: 'DAMAGED_FILE', reason: 'DUPLICATE_NAME' },
    make: () => buildWorkbook({ data: ROWS, extra: [{ name: 'xl/WORKBOOK.xml', content: 'x' }] }),
  },
  {
    name: 'overlapping parts',
    expected: { code: 'DAMAGED_FILE', reason: 'OVERLAP' },
    make: () => buildZip(workbookParts({ data: ROWS }), { overlap: true }),
  },
  {
    name: 'three hundred parts',
    expected: { code: 'ZIP_BOMB' },
    make: () =>
      buildWorkbook({
        data: ROWS,
        extra: Array.from({ length: 300 }, (_, at) => ({ name: `xl/media/${at}.png`, content: 'x' })),
      }),
  },
  {
    name: 'a macro workbook under another name',
    expected: { code: 'MACRO_FILE' },
    make: () => buildWorkbook({ data: ROWS, mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
  },
  {
    name: 'macros in a plain workbook',
    expected: { code: 'MACRO_FILE' },
    make: () => buildWorkbook({ data: ROWS, extra: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
  },
  {
    name: 'a merge of a whole column',
    expected: { code: 'MERGE_TOO_LARGE' },
    make: () =>
      buildWorkbook({ data: ROWS, afterData: '<mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>' }),
  },
  {
    name: 'a text document',
    expected: { code: 'NOT_A_SPREADSHEET' },
    make: () => buildZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
  },
  {
    name: 'HTML under another name',
    expected: { code: 'NOT_A_SPREADSHEET' },
    make: () => Buffer.from('<html><table><tr><td>x</td></tr></table></html>'),
  },
  {
    name: 'a link that runs a script',
    expected: GOOD,
    make: () =>
      buildWorkbook({
        data: ROWS,
        afterData: '<hyperlinks><hyperlink ref="A2" location="javascript:alert(1)" display="x"/></hyperlinks>',
      }),
  },
  {
    name: 'validation on ten whole columns',
    expected: GOOD,
    make: () =>
      buildWorkbook({
        data: ROWS,
        afterData:
          '<dataValidations count="1"><dataValidation type="list" sqref="A1:J1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
      }),
  },
  {
    name: 'a number format of 60,000 characters',
    expected: { code: 'DAMAGED_FILE', reason: 'NUMBER_FORMAT' },
    make: () =>
      buildWorkbook({
        data: `${ROWS}<row r="3"><c r="A3" s="1"><v>7</v></c></row>`,
        styles: numberFormats(`0${'[$-x]_-'.repeat(8_000)}`),
      }),
  },
];
