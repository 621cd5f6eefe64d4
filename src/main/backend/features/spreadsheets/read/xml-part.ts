import { TableError } from './table.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Checks an XML part and gives it back as UTF-8. Only UTF-8 and UTF-16 with a mark are read, because any other
 * declared encoding can hide a document type from a scan of the bytes.
 * @throws TableError DTD_REFUSED or UNSUPPORTED_ENCODING
 */
export function checkedXml(part: string, content: Buffer): Buffer {
  const utf8 = asUtf8(part, content);
  refuseDeclaredEncoding(part, utf8.toString('latin1', 0, 400));
  for (let at = utf8.indexOf('<!'); at >= 0; at = utf8.indexOf('<!', at + 2)) {
    const word = utf8.toString('latin1', at + 2, at + 10).toUpperCase();
    if (word.startsWith('DOCTYPE') || word.startsWith('ENTITY') || word.startsWith('ELEMENT')) {
      throw new TableError('DTD_REFUSED', { part });
    }
  }
  return utf8;
}

/** Refuses a part whose beginning declares an encoding that can hide what is looked for. @throws TableError UNSUPPORTED_ENCODING */
export function refuseDeclaredEncoding(part: string, beginning: string): void {
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/.exec(beginning)?.[1];
  if (declared !== undefined && !/^utf-?(8|16)(le|be)?$/i.test(declared) && !/^us-ascii$/i.test(declared)) {
    throw new TableError('UNSUPPORTED_ENCODING', { part, claimed: declared });
  }
}

function asUtf8(part: string, content: Buffer): Buffer {
  const [first, second] = content;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  try {
    if (utf16 !== null) return Buffer.from(new TextDecoder(utf16, { fatal: true }).decode(content), 'utf8');
  } catch {
    throw new TableError('UNSUPPORTED_ENCODING', { part, claimed: utf16 });
  }
  if (first === 0 || second === 0) throw new TableError('UNSUPPORTED_ENCODING', { part, claimed: 'utf-16' });
  return first === 0xef && second === 0xbb ? content.subarray(3) : content;
}

/** Attributes of one start tag, entities resolved, in a map without a prototype to collide with. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const found of tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(found[1] ?? '', decodedXml(found[2] ?? found[3] ?? ''));
  }
  return attributes;
}

/** Text of XML with its five named and all numeric entities resolved. */
export function decodedXml(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,6}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text of a cell: entities, the spreadsheet's own `_x000D_`, and line ends as XML has them. */
export function cellXml(text: string): string {
  if (!/[&\r]|_x|<!\[CDATA\[/.test(text)) return text;
  const whole = text
    .split(/<!\[CDATA\[([\s\S]*?)\]\]>/)
    .map((piece, at) =>
      at % 2 === 1
        ? piece
        : decodedXml(piece).replaceAll(/_x([\da-f]{4})_/gi, (_, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          ),
    );
  return whole.join('').replaceAll('\r\n', '\n');
}

/** All start tags of one name, whatever their namespace prefix. */
export function tagsOf(xml: string, name: string): ReadonlyMap<string, string>[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'g');
  return [...xml.matchAll(pattern)].map((found) => attributesOf(found[0]));
}
