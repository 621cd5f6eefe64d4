import { read } from 'xlsx';

/** The children of a worksheet in the order in which ECMA-376, part 1, 18.3.1.99 has them; those that occur here. */
const worksheetOrder = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetProtection',
  'autoFilter',
  'mergeCells',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'drawing',
  'tableParts',
];
const styleSheetOrder = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs'];
const longestText = 32_767;
const mostLinks = 65_530;

type Attributes = Readonly<Record<string, string>>;
const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

function attributesOf(tag: string): Attributes {
  return Object.fromEntries(
    [...tag.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  );
}
const tagsOf = (xml: string, name: string): Attributes[] =>
  [...xml.matchAll(new RegExp(`<${name}(?=[\\s/>])([^>]*)>`, 'g'))].map(([, inner = '']) => attributesOf(inner));

/** Names of the elements directly below the root; null when tags do not match, so that it is no XML. */
function childrenOf(xml: string): string[] | null {
  const open: string[] = [];
  const children: string[] = [];
  for (const [, closing, name = '', inner = ''] of xml.matchAll(/<(\/?)([A-Za-z][\w:.]*)([^>]*)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return null;
      continue;
    }
    if (open.length === 1) children.push(name);
    if (!inner.endsWith('/')) open.push(name);
  }
  return open.length === 0 ? children : null;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function disorder(children: readonly string[], order: readonly string[]): string | null {
  const places = children.map((name) => order.indexOf(name));
  const bad = places.findIndex((place, at) => place < 0 || (at > 0 && place <= (places[at - 1] ?? -1)));
  return bad < 0 ? null : (children[bad] ?? '');
}

/** The parts of a package as a reader of its own takes them apart: not the one of the application. */
export function partsOfPackage(file: Uint8Array): Map<string, string> {
  const { files } = read(file, { bookFiles: true }) as unknown as {
    files: Record<string, { content?: Uint8Array | string }>;
  };
  return new Map(
    Object.entries(files).flatMap(([name, { content }]) =>
      content === undefined || !/\.(?:xml|rels)$/.test(name) ? [] : [[name, textOf(content)]],
    ),
  );
}

const textOf = (content: Uint8Array | string): string =>
  Buffer.from(content as string, typeof content === 'string' ? 'latin1' : undefined).toString('utf8');

/** What a spreadsheet program would repair in a workbook, in words; none when it would open it as it is. */
export function faultsOfPackage(parts: ReadonlyMap<string, string>): string[] {
  const part = (name: string) => parts.get(name) ?? '';
  const faults: string[] = [];
  const say = (condition: boolean, fault: string) => {
    if (!condition) faults.push(fault);
  };
  for (const [name, xml] of parts) say(childrenOf(xml.replace(/<\?[^>]*>/, '')) !== null, `${name} is no XML`);

  const types = part('[Content_Types].xml');
  const overrides = new Set(tagsOf(types, 'Override').map(({ PartName: name = '' }) => name.slice(1)));
  const defaults = new Set(tagsOf(types, 'Default').map(({ Extension: extension }) => extension));
  for (const name of overrides) say(parts.has(name), `a type is given for ${name}, which is not there`);
  for (const name of parts.keys())
    say(
      name === '[Content_Types].xml' || overrides.has(name) || (name.endsWith('.rels') && defaults.has('rels')),
      `${name} has no type`,
    );

  for (const { Target: target = '' } of tagsOf(part('_rels/.rels'), 'Relationship'))
    say(parts.has(target), `the package points at ${target}, which is not there`);
  const relations = tagsOf(part('xl/_rels/workbook.xml.rels'), 'Relationship');
  const targetOf = new Map(relations.map(({ Id: id = '', Target: target = '' }) => [id, `xl/${target}`]));
  say(targetOf.size === relations.length, 'two relations of the workbook have one id');
  for (const target of targetOf.values())
    say(parts.has(target), `the workbook points at ${target}, which is not there`);

  const workbook = part('xl/workbook.xml');
  const sheets = tagsOf(workbook, 'sheet').map((sheet) => ({ name: sheet['name'] ?? '', ...sheet }) as Attributes);
  const names = sheets.map(({ name = '' }) => name);
  say(new Set(names.map((name) => name.toLowerCase())).size === names.length, 'two sheets have one name');
  say(new Set(sheets.map(({ sheetId }) => sheetId)).size === sheets.length, 'two sheets have one number');
  for (const name of names)
    say(name.length > 0 && name.length <= 31 && !/[[\]:*?/\\]|^'|'$/.test(name), `no sheet may be called ${name}`);

  const styles = part('xl/styles.xml');
  say(disorder(childrenOf(styles) ?? [], styleSheetOrder) === null, 'the styles are out of order');
  for (const [list, item] of [
    ['numFmts', 'numFmt'],
    ['fonts', 'font'],
    ['fills', 'fill'],
    ['borders', 'border'],
  ] as const) {
    const [{ count = '0' } = {} as Attributes] = tagsOf(styles, list);
    say(Number(count) === tagsOf(styles, item).length, `${list} counts ${count}`);
  }
  const cellFormats = tagsOf(/<cellXfs[\s\S]*<\/cellXfs>/.exec(styles)?.[0] ?? '', 'xf');
  const declared = new Set(tagsOf(styles, 'numFmt').map(({ numFmtId }) => numFmtId));
  for (const { numFmtId = '0', fontId = '0', fillId = '0' } of cellFormats) {
    say(Number(numFmtId) < 164 || declared.has(numFmtId), `number format ${numFmtId} is not declared`);
    say(Number(fontId) < tagsOf(styles, 'font').length, `font ${fontId} is not there`);
    say(Number(fillId) < tagsOf(styles, 'fill').length, `fill ${fillId} is not there`);
  }

  const definedOf = new Map(
    [...workbook.matchAll(/<definedName ([^>]*)>([^<]*)<\/definedName>/g)].map(([, inner = '', text = '']) => {
      const { name, localSheetId } = attributesOf(inner);
      return [`${name} ${localSheetId}`, plain(text)];
    }),
  );
  for (const [at, sheet] of sheets.entries()) {
    const { name = '' } = sheet;
    const file = targetOf.get(sheet['r:id'] ?? '') ?? '';
    const xml = part(file);
    const data = /<sheetData>([\s\S]*)<\/sheetData>/.exec(xml)?.[1] ?? '';
    const out = disorder(childrenOf(xml.replace(data, '').replace(/<\?[^>]*>/, '')) ?? ['nothing'], worksheetOrder);
    say(out === null, `${name}: ${out} is out of order`);
    const columns = tagsOf(xml, 'col').map(({ min, max, width }) => [Number(min), Number(max), Number(width)] as const);
    say(
      columns.every(
        ([min, max, width], index) => min > (columns[index - 1]?.[1] ?? 0) && max >= min && width > 0 && width <= 255,
      ),
      `${name}: columns overlap or have no width`,
    );
    let lastRow = 0;
    let lastColumn = 0;
    for (const [, inner = '', cells = ''] of data.matchAll(/<row ([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
      const row = Number(attributesOf(inner)['r']);
      say(row > lastRow, `${name}: row ${row} is out of order`);
      lastRow = row;
      let before = 0;
      for (const { r: reference = '', s: style = '0', t: type } of tagsOf(cells, 'c')) {
        const [, letters = '', number = ''] = /^([A-Z]{1,3})(\d+)$/.exec(reference) ?? [];
        const place = columnNumber(letters);
        say(Number(number) === row && place > before, `${name}: cell ${reference} is out of place`);
        say(Number(style) < cellFormats.length, `${name}: cell ${reference} has a format that is not there`);
        say(
          type === undefined || type === 'b' || type === 'inlineStr',
          `${name}: cell ${reference} is of type ${type}`,
        );
        before = place;
        lastColumn = Math.max(lastColumn, place);
      }
    }
    for (const [, text = ''] of data.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g))
      say(plain(text).length <= longestText, `${name}: a text is longer than a cell`);
    say(!/<f[\s>]/.test(data), `${name} has a formula`);
    const [filter] = tagsOf(xml, 'autoFilter');
    const range = /^A1:([A-Z]+)(\d+)$/.exec(filter?.['ref'] ?? '');
    say(
      range !== null && columnNumber(range[1] ?? '') === lastColumn && Number(range[2]) === lastRow,
      `${name}: the filter is over ${filter?.['ref']}, the cells end in column ${lastColumn}, row ${lastRow}`,
    );
    const quoted = `'${name.replaceAll("'", "''")}'`;
    say(
      definedOf.get(`_xlnm._FilterDatabase ${at}`) === `${quoted}!$A$1:$${range?.[1]}$${range?.[2]}`,
      `${name}: the name of its filter is another range`,
    );
    say(definedOf.get(`_xlnm.Print_Titles ${at}`) === `${quoted}!$1:$1`, `${name}: its headings are not repeated`);
    const links = tagsOf(xml, 'hyperlink');
    say(links.length <= mostLinks, `${name} has ${links.length} links`);
    say(new Set(links.map(({ ref }) => ref)).size === links.length, `${name}: two links are in one cell`);
    for (const { ref = '', location = '' } of links) {
      const target = /^'(.*)'!([A-Z]+)(\d+)$/.exec(location)?.[1]?.replaceAll("''", "'");
      say(target !== undefined && names.includes(target), `${name}: ${ref} leads to ${location}`);
    }
  }
  return faults;
}
