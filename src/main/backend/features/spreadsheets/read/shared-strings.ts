import { TableError } from './table.ts';
import { cellXml } from './xml-part.ts';

/** Largest table of strings that is held; ten million short texts. */
export const STRINGS_BYTES = 256 << 20;

const REMEMBERED = 200_000;

/**
 * The strings that cells refer to by number. The part stays as the bytes that it is, with where each string begins:
 * a string is read when a cell asks for it, and the last ones are remembered.
 */
export class SharedStrings {
  readonly #part: Buffer;
  readonly #starts: number[] = [];
  readonly #remembered = new Map<number, string | null>();

  /** @throws TableError ZIP_BOMB beyond the limit */
  constructor(part: Buffer) {
    if (part.length > STRINGS_BYTES)
      throw new TableError('ZIP_BOMB', { part: 'sharedStrings.xml', bytes: part.length, maxBytes: STRINGS_BYTES });
    this.#part = part;
    const prefix = /<(?:(\w+):)?sst[\s>]/.exec(part.toString('latin1', 0, 4096))?.[1];
    const opening = prefix === undefined ? '<si' : `<${prefix}:si`;
    for (let at = part.indexOf(opening); at >= 0; at = part.indexOf(opening, at + opening.length)) {
      const next = part[at + opening.length];
      // `<si>`, `<si/>` or `<si …>`, not `<sizes>`.
      if (next === 0x3e || next === 0x2f || next === 0x20) this.#starts.push(at);
    }
  }

  /** The string of that number; undefined when there is none, null when it has no text. */
  at(index: number): string | null | undefined {
    const known = this.#remembered.get(index);
    if (known !== undefined) return known;
    const start = this.#starts[index];
    if (start === undefined) return undefined;
    const text = stringOf(this.#part.toString('utf8', start, this.#starts[index + 1] ?? this.#part.length));
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(index, text);
    return text;
  }
}

const PLAIN = /^\s*<(?:\w+:)?t(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/;
const RUNS = /<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g;
const PHONETIC = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;

/** The text of `<si>` or of the inside of `<is>`: plain, or the runs of a formatted text without how they are spoken. */
export function stringOf(item: string): string | null {
  const inside = item.replace(/^<(?:\w+:)?si(?:\s[^>]*)?>/, '');
  const end = inside.search(/<\/(?:\w+:)?si>/);
  const content = end < 0 ? inside : inside.slice(0, end);
  const plain = PLAIN.exec(content);
  if (plain !== null) return cellXml(plain[1] ?? '');
  const runs = [...content.replaceAll(PHONETIC, '').matchAll(RUNS)];
  return runs.length === 0 ? null : cellXml(runs.map((run) => run[1] ?? '').join(''));
}
