/** An element of a small XML file: its name, attributes, text and what stands in it. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: XmlElement[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

const deepest = 60;

/**
 * Reads XML as reports of tools use it. Declarations of a document type are refused, and with them every entity but the
 * five that XML has by itself: nothing is expanded and nothing is fetched.
 *
 * @returns the outermost element; null when the text is not well-formed
 */
export function readXml(text: string): XmlElement | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return null;
  const tags =
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|(<)/g;
  const root: XmlElement = { name: '', attributes: {}, text: '', children: [] };
  const open: XmlElement[] = [root];
  for (const [whole, data, closing, name, attributes = '', empty, characters, stray] of text.matchAll(tags)) {
    const inner = open.at(-1);
    if (stray !== undefined || inner === undefined) return null;
    if (data !== undefined) inner.text += data;
    else if (characters !== undefined) inner.text += decoded(characters);
    else if (name !== undefined && closing === '/') {
      if (open.length === 1 || inner.name !== name) return null;
      open.pop();
    } else if (name !== undefined) {
      const element: XmlElement = { name, attributes: attributesOf(attributes), text: '', children: [] };
      inner.children.push(element);
      if (empty !== '/') open.push(element);
      if (open.length > deepest) return null;
    } else if (whole === '') return null;
  }
  return open.length === 1 && root.children.length === 1 ? (root.children[0] ?? null) : null;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g), ([, name = '', double, single]) => [
      name,
      decoded(double ?? single ?? ''),
    ]),
  );
}

/** Every element below that the test holds for, in the order of the file; what was found is not looked into. */
export function findAll(element: XmlElement, test: (element: XmlElement) => boolean): XmlElement[] {
  return element.children.flatMap((child) => (test(child) ? [child] : findAll(child, test)));
}
