import { SSF } from 'xlsx';
import { attributesOf, decodedXml } from './xml-part.ts';

/** Number formats that every workbook has without naming them, by their number. */
const builtIn = SSF.get_table() as Readonly<Record<number, string>>;

/** The number format of each cell format of a style sheet, in its order; `General` where there is none. */
export function cellFormats(styles: string): readonly string[] {
  const own = new Map<string, string>();
  const formats = /<(?:\w+:)?numFmts[\s>][\s\S]*?<\/(?:\w+:)?numFmts>/.exec(styles)?.[0] ?? '';
  for (const [tag] of formats.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const attributes = attributesOf(tag);
    own.set(attributes.get('numFmtId') ?? '', decodedXml(attributes.get('formatCode') ?? ''));
  }
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  return [...cells.matchAll(/<(?:\w+:)?xf(?=[\s/>])[^>]*>/g)].map(([tag]) => {
    const id = attributesOf(tag).get('numFmtId') ?? '0';
    return own.get(id) ?? builtIn[Number(id)] ?? 'General';
  });
}
