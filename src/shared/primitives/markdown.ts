import { readInlines, textOfInlines } from './markdown-inline.ts';
import type { Inline } from './markdown-inline.ts';

export { textOfInlines };
export type { Inline };

export type Block =
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' };

/** Deeper than this nobody writes; what is nested further stays as it was typed. */
const deepest = 8;

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const fence = /^ {0,3}(```+(?=[^`]*$)|~~~+)/;
const quote = /^ {0,3}> ?/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)/;
const blank = /^[ \t]*$/;

/**
 * Markdown (the part of CommonMark 0.31 that people write by hand: headings with number signs, paragraphs, lists,
 * quotes, code, rules, emphasis, links) as data that window, PDF and search read alike. There is no way to markup from
 * it: HTML stays the text that was typed, pictures are their words, and a link keeps its address as text until whoever
 * shows it has judged it.
 */
export function readMarkdown(text: string): Block[] {
  return readBlocks(text.replaceAll('\r\n', '\n').replaceAll('\t', '    ').split('\n'), 0);
}

interface Taken {
  block: Block | null;
  /** Lines that it took; at least one. */
  lines: number;
}

function readBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const taken = blockAt(lines, at, depth);
    if (taken.block !== null) blocks.push(taken.block);
    at += taken.lines;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number, depth: number): Taken {
  const line = lines[at] ?? '';
  if (blank.test(line)) return { block: null, lines: 1 };
  const title = heading.exec(line);
  if (title !== null)
    return {
      block: { kind: 'heading', level: title[1]?.length ?? 1, children: readInlines(title[2] ?? '') },
      lines: 1,
    };
  if (rule.test(line)) return { block: { kind: 'rule' }, lines: 1 };
  if (fence.test(line)) return fencedCode(lines, at);
  if (line.startsWith('    ')) return indentedCode(lines, at);
  if (depth < deepest && quote.test(line)) return quoteAt(lines, at, depth);
  if (depth < deepest && item.test(line)) return listAt(lines, at, depth);
  return paragraphAt(lines, at);
}

/** How many lines from here on fulfil a condition. */
function countWhile(lines: readonly string[], at: number, fits: (line: string) => boolean): number {
  let count = 0;
  while (at + count < lines.length && fits(lines[at + count] ?? '')) count += 1;
  return count;
}

function fencedCode(lines: readonly string[], at: number): Taken {
  const mark = fence.exec(lines[at] ?? '')?.[1] ?? '```';
  const count = countWhile(lines, at + 1, (line) => !line.trim().startsWith(mark));
  const text = lines.slice(at + 1, at + 1 + count).join('\n');
  return { block: { kind: 'code', text }, lines: Math.min(count + 2, lines.length - at) };
}

function indentedCode(lines: readonly string[], at: number): Taken {
  const count = countWhile(lines, at, (line) => line.startsWith('    ') || blank.test(line));
  const text = lines.slice(at, at + count).map((line) => line.slice(4));
  return { block: { kind: 'code', text: text.join('\n').trimEnd() }, lines: count };
}

function quoteAt(lines: readonly string[], at: number, depth: number): Taken {
  const count = countWhile(lines, at, (line) => quote.test(line));
  const inner = lines.slice(at, at + count).map((line) => line.replace(quote, ''));
  return { block: { kind: 'quote', children: readBlocks(inner, depth + 1) }, lines: count };
}

/** The kind of mark tells one list from the next: a dash from a star, a point from a bracket. */
const kindOfMark = (mark: string): string => mark.at(-1) ?? '';

function listAt(lines: readonly string[], at: number, depth: number): Taken {
  const first = item.exec(lines[at] ?? '')?.[2] ?? '-';
  const ordered = /\d/.test(first);
  const items: Block[][] = [];
  let next = at;
  while (next < lines.length) {
    const line = lines[next] ?? '';
    const mark = item.exec(line);
    if (mark === null || rule.test(line) || kindOfMark(mark[2] ?? '') !== kindOfMark(first)) break;
    const indent = (mark[1] ?? '').length + (mark[2] ?? '').length + Math.min((mark[3] ?? ' ').length, 4);
    const count = 1 + linesOfItem(lines, next + 1, indent);
    const inner = lines.slice(next, next + count).map((each, index) => {
      if (index === 0) return each.slice(indent);
      return each.startsWith(' '.repeat(indent)) ? each.slice(indent) : each.trimStart();
    });
    items.push(readBlocks(inner, depth + 1));
    next += count;
    const gap = countWhile(lines, next, (each) => blank.test(each));
    if (!item.test(lines[next + gap] ?? '')) break;
    next += gap;
  }
  return { block: { kind: 'list', ordered, start: ordered ? Number.parseInt(first, 10) : 1, items }, lines: next - at };
}

/** Lines that belong to an item after its first: those that are indented like it, and those that go on its paragraph. */
function linesOfItem(lines: readonly string[], at: number, indent: number): number {
  let count = 0;
  let afterBlank = false;
  while (at + count < lines.length) {
    const line = lines[at + count] ?? '';
    if (blank.test(line)) afterBlank = true;
    else if (line.startsWith(' '.repeat(indent))) afterBlank = false;
    else if (afterBlank || beginsBlock(line) || item.test(line)) break;
    count += 1;
  }
  // Blank lines at the end stand between the items, not in one.
  while (count > 0 && blank.test(lines[at + count - 1] ?? '')) count -= 1;
  return count;
}

const beginsBlock = (line: string): boolean =>
  heading.test(line) || rule.test(line) || fence.test(line) || quote.test(line);

function paragraphAt(lines: readonly string[], at: number): Taken {
  const rest = countWhile(
    lines,
    at + 1,
    // A number other than one within a sentence begins no list.
    (line) => !blank.test(line) && !beginsBlock(line) && !/^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/.test(line),
  );
  const text = lines
    .slice(at, at + 1 + rest)
    .map((line) => line.trimStart())
    .join('\n');
  return { block: { kind: 'paragraph', children: readInlines(text.trimEnd()) }, lines: rest + 1 };
}

/** What a link may do: open a page of the window, or a file that is kept here. Anything else is only read. */
export function targetOfLink(href: string): { page: string } | { attachment: number } | null {
  if (/^#\/[\w/?=&.%-]*$/.test(href)) return { page: href };
  const attachment = /^attachment:(\d{1,12})$/.exec(href)?.[1];
  return attachment === undefined ? null : { attachment: Number(attachment) };
}

/** The words alone, a line for each block. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
          return textOfInlines(block.children);
        case 'list':
          return block.items.map(textOfBlocks).join('\n');
        case 'quote':
          return textOfBlocks(block.children);
        case 'code':
          return block.text;
        case 'rule':
          return '';
      }
    })
    .filter((line) => line !== '')
    .join('\n');
}
