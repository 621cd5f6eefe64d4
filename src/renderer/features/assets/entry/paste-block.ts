import type { NewUnit } from '#shared/features/assets/entry-contract.ts';
import { readCode, sortCarton } from '#shared/features/assets/captured-code.ts';
import { serial as serialRule, tag as tagRule } from '#shared/features/assets/model.ts';
import { wordsOf } from '#shared/primitives/text.ts';

/** Columns of the grid, in the order in which a block without headings is read. */
export const pasteColumns = ['serial', 'name', 'tag', 'notes'] as const;
export type PasteColumn = (typeof pasteColumns)[number];
export type PasteRow = Record<PasteColumn, string>;

const headings: Readonly<Record<PasteColumn, readonly string[]>> = {
  serial: ['serial', 'serial number', 'serial no', 's n', 'sn', 'service tag', 'seriennummer'],
  name: ['name', 'description', 'bezeichnung', 'hostname'],
  tag: ['tag', 'asset tag', 'asset', 'inventory number', 'etikett', 'inventarnummer'],
  notes: ['notes', 'note', 'remarks', 'comment', 'notizen', 'bemerkung'],
};

function columnOf(heading: string): PasteColumn | null {
  const words = wordsOf(heading).join(' ');
  return pasteColumns.find((column) => headings[column].includes(words)) ?? null;
}

/** Rows of cells as a spreadsheet puts them on the clipboard: tabs, and quotes around cells with line ends. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy;
  let row: string[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, cell = '', separator = ''] = match;
    const quoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
    row.push((quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
    if (separator !== '\t') {
      rows.push(row);
      row = [];
    }
    if (separator === '' || whole === '') break;
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
}

/** Reads a block from the clipboard: by its headings when it has them, else serial, name, tag, notes. */
export function parsePastedBlock(text: string): PasteRow[] {
  const [first = [], ...others] = cellsOf(text);
  const named = first.map((cell) => columnOf(cell));
  const hasHeadings = named.includes('serial') || named.includes('tag');
  const columns: readonly (PasteColumn | null)[] = hasHeadings ? named : pasteColumns;
  return (hasHeadings ? others : [first, ...others])
    .filter((cells) => cells.length > 0)
    .map((cells) => {
      const row: PasteRow = { serial: '', name: '', tag: '', notes: '' };
      for (const [index, column] of columns.entries()) if (column !== null) row[column] = cells[index] ?? '';
      return row;
    });
}

export type CellIssue = 'required' | 'serial' | 'tag' | 'notASerial' | 'twice';

/** What is wrong with a row by itself and beside those above it; the register is asked for the rest. */
export function issuesOfRows(rows: readonly PasteRow[]): ReadonlyMap<string, CellIssue> {
  const issues = new Map<string, CellIssue>();
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const { serial, tag } = row;
    const key = serial.trim().toUpperCase();
    if (key === '' && tag.trim() === '') issues.set(`${index}.serial`, 'required');
    else if (key !== '' && !serialRule.safeParse(serial).success) issues.set(`${index}.serial`, 'serial');
    else if (key !== '' && sortCarton(readCode(serial)).serial === null) issues.set(`${index}.serial`, 'notASerial');
    else if (key !== '' && seen.has(key)) issues.set(`${index}.serial`, 'twice');
    if (tag.trim() !== '' && !tagRule.safeParse(tag).success) issues.set(`${index}.tag`, 'tag');
    seen.add(key);
  }
  return issues;
}

const textOr = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function unitOfRow({ serial, name, tag, notes }: PasteRow): NewUnit {
  const cleaned = textOr(serial) === null ? null : (sortCarton(readCode(serial)).serial ?? serial.trim());
  return { serial: cleaned, name: textOr(name), tag: textOr(tag), notes: textOr(notes), identifiers: [] };
}
