/** Text inside a block. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

/** Deeper than this nobody writes; what is nested further stays as it was typed. */
const deepest = 8;

const punctuation = /[!-/:-@[-`{-~]/;
const wordLetter = /[\p{L}\p{N}]/u;
const destination = /^\(\s*(<[^<>\n]*>|[^\s()<>]*)(?:\s+"[^"]*")?\s*\)/;

/**
 * The pieces of a paragraph: emphasis, code, links, hard breaks. What opens and never closes, and every other sign,
 * stays text; so does HTML. Linear in the length of the text for every text.
 */
export function readInlines(text: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  const closing = depth >= deepest ? new Map<number, number>() : closingBrackets(text);
  const unclosed = new Set<string>();
  let plain = '';
  const flush = () => {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const piece = depth >= deepest ? null : pieceAt(text, at, { closing, unclosed, depth });
    if (piece === null) {
      const escaped = text[at] === '\\' && punctuation.test(text[at + 1] ?? '');
      plain += text[escaped ? at + 1 : at] === '\n' ? ' ' : (text[escaped ? at + 1 : at] ?? '');
      at += escaped ? 2 : 1;
      continue;
    }
    if (piece.inlines.some(({ kind }) => kind === 'break')) plain = plain.trimEnd();
    if (piece.inlines.length === 1 && piece.inlines[0]?.kind === 'text') plain += piece.inlines[0].text;
    else {
      flush();
      found.push(...piece.inlines);
    }
    at = piece.end;
  }
  flush();
  return found;
}

interface Reading {
  /** The place of the bracket that closes the one at a place. */
  closing: ReadonlyMap<number, number>;
  /** Marks that are known to close nowhere any more. */
  unclosed: Set<string>;
  depth: number;
}

interface Piece {
  inlines: Inline[];
  end: number;
}

function pieceAt(text: string, at: number, reading: Reading): Piece | null {
  const sign = text[at];
  if (sign === '`') return codeAt(text, at, reading);
  if (sign === '*' || sign === '_') return emphasisAt(text, at, sign, reading);
  if (sign === '[') return linkAt(text, at, reading);
  if (sign === '!' && text[at + 1] === '[') {
    const link = linkAt(text, at + 1, reading);
    const words = link?.inlines[0];
    return link === null || words?.kind !== 'link'
      ? null
      : { inlines: [{ kind: 'text', text: textOfInlines(words.children) }], end: link.end };
  }
  if (sign === '\\' && text[at + 1] === '\n') return { inlines: [{ kind: 'break' }], end: at + 2 };
  if (sign === '\n' && text.slice(Math.max(0, at - 2), at) === '  ')
    return { inlines: [{ kind: 'break' }], end: at + 1 };
  return null;
}

function runAt(text: string, at: number): string {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return text.slice(at, end);
}

/** A run of back ticks up to the next run of the same length. */
function codeAt(text: string, at: number, { unclosed }: Reading): Piece | null {
  const run = runAt(text, at);
  const literal: Piece = { inlines: [{ kind: 'text', text: run }], end: at + run.length };
  if (unclosed.has(run)) return literal;
  for (let next = text.indexOf('`', at + run.length); next !== -1;) {
    const other = runAt(text, next);
    if (other === run) {
      const code = text.slice(at + run.length, next).replaceAll('\n', ' ');
      const inner = /^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code;
      return { inlines: [{ kind: 'code', text: inner }], end: next + run.length };
    }
    next = text.indexOf('`', next + other.length);
  }
  unclosed.add(run);
  return literal;
}

/** One sign is emphasis, two are strong; it opens before a word and closes behind one. */
function emphasisAt(text: string, at: number, sign: string, reading: Reading): Piece | null {
  const run = runAt(text, at);
  const mark = run.length === 1 || run.length === 2 ? run : '';
  const literal: Piece = { inlines: [{ kind: 'text', text: run }], end: at + run.length };
  const inWord = sign === '_' && wordLetter.test(text[at - 1] ?? '');
  if (mark === '' || inWord || reading.unclosed.has(mark) || /^(?:\s|$)/.test(text[at + run.length] ?? ''))
    return literal;
  for (let next = text.indexOf(sign, at + run.length); next !== -1;) {
    const other = runAt(text, next);
    const ends = other === mark && !/\s/.test(text[next - 1] ?? ' ') && text[next - 1] !== '\\';
    const within = sign === '_' && wordLetter.test(text[next + other.length] ?? '');
    if (ends && !within) {
      const children = readInlines(text.slice(at + run.length, next), reading.depth + 1);
      return { inlines: [{ kind: mark.length === 2 ? 'strong' : 'emphasis', children }], end: next + other.length };
    }
    next = text.indexOf(sign, next + other.length);
  }
  reading.unclosed.add(mark);
  return literal;
}

/** Words in brackets before an address in round ones. */
function linkAt(text: string, at: number, { closing, depth }: Reading): Piece | null {
  const end = closing.get(at);
  if (end === undefined || text[end + 1] !== '(') return null;
  const match = destination.exec(text.slice(end + 1, end + 2100));
  if (match === null) return null;
  const href = (match[1] ?? '').replace(/^<|>$/g, '');
  const children = readInlines(text.slice(at + 1, end), depth + 1);
  return { inlines: [{ kind: 'link', href, children }], end: end + 1 + match[0].length };
}

function closingBrackets(text: string): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[') open.push(at);
    else if (text[at] === ']') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}

/** The words alone. */
export function textOfInlines(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
        case 'code':
          return inline.text;
        case 'break':
          return ' ';
        case 'strong':
        case 'emphasis':
        case 'link':
          return textOfInlines(inline.children);
      }
    })
    .join('');
}
