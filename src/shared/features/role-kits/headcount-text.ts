import * as z from 'zod';

export const headcountProblems = [
  'COLUMN_MISSING',
  'NOTHING_READ',
  'MONTH_UNREADABLE',
  'NUMBER_UNREADABLE',
  'DEPARTMENT_UNKNOWN',
  'ROLE_UNKNOWN',
  'ROW_TWICE',
] as const;

export const headcountProblem = z.object({
  /** Line of the text, from 1. */
  line: z.number().int(),
  code: z.enum(headcountProblems),
  /** What stood there. */
  value: z.string(),
});
export type HeadcountProblem = z.infer<typeof headcountProblem>;

export interface HeadcountTextRow {
  line: number;
  /** `YYYY-MM` */
  month: string;
  department: string;
  role: string;
  joiners: number;
}

/** Headings as people write them, in the languages of the window. */
const headings = {
  month: ['month', 'monat'],
  department: ['department', 'team', 'abteilung', 'bereich'],
  role: ['role', 'job', 'rolle', 'funktion'],
  joiners: ['joiners', 'new people', 'headcount', 'people', 'zugänge', 'neue', 'personen', 'anzahl'],
} as const;
export const headcountColumns = ['month', 'department', 'role', 'joiners'] as const;
export type HeadcountColumn = (typeof headcountColumns)[number];

/** The cell that a problem is about; null for one of the whole line. */
export const columnOfProblem: Readonly<Record<HeadcountProblem['code'], HeadcountColumn | null>> = {
  COLUMN_MISSING: null,
  NOTHING_READ: null,
  MONTH_UNREADABLE: 'month',
  NUMBER_UNREADABLE: 'joiners',
  DEPARTMENT_UNKNOWN: 'department',
  ROLE_UNKNOWN: 'role',
  ROW_TWICE: null,
};

/** Of tabs, semicolons and commas the one that the heading has most of; tabs come from the clipboard. */
function separatorOf(heading: string): string {
  const count = (sign: string) => heading.split(sign).length;
  return ['\t', ';', ','].toSorted((one, other) => count(other) - count(one))[0] ?? '\t';
}

/** The cells of a line; a cell in double quotes may hold the separator, and a doubled quote is one. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
      cell = quoted ? '' : cell;
    } else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** `2027-03`, `2027-03-01`, `03/2027`, `3.2027`; null for anything else. */
export function monthOf(text: string): string | null {
  const first = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(text);
  const second = /^(\d{1,2})[./](\d{4})$/.exec(text);
  const [year, month] = first ? [first[1], first[2]] : second ? [second[2], second[1]] : [];
  if (year === undefined || month === undefined || Number(month) < 1 || Number(month) > 12) return null;
  return `${year}-${month.padStart(2, '0')}`;
}

interface Layout {
  lines: string[];
  /** The line of the heading, from 0. */
  first: number;
  missing: HeadcountColumn[];
  /** The cells of a line, from 0. */
  cells: (index: number) => Record<HeadcountColumn, string>;
}

function layoutOf(text: string): Layout {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const first = Math.max(
    lines.findIndex((line) => line.trim() !== ''),
    0,
  );
  const heading = lines[first] ?? '';
  const separator = separatorOf(heading);
  const names = cellsOf(heading, separator).map((name) => name.toLowerCase());
  const columnOf = (column: HeadcountColumn) =>
    names.findIndex((name) => headings[column].some((known) => known === name));
  return {
    lines,
    first,
    missing: headcountColumns.filter((column) => columnOf(column) < 0),
    cells: (index) => {
      const found = cellsOf(lines[index] ?? '', separator);
      const cell = (column: HeadcountColumn) => found[columnOf(column)] ?? '';
      return { month: cell('month'), department: cell('department'), role: cell('role'), joiners: cell('joiners') };
    },
  };
}

/** What stands in a line of the text, from 1, to be shown beside what is wrong with it. */
export function headcountCells(text: string): (line: number) => Record<HeadcountColumn, string> {
  const { cells } = layoutOf(text);
  return (line) => cells(line - 1);
}

/**
 * Reads rows of month, department, role and number of people who join, as copied from a spreadsheet or read from a
 * text file. The first line names the columns, in any order. Empty lines are passed over.
 *
 * @param most people beyond which a number is a slip of the finger.
 */
export function readHeadcount(text: string, most: number): { rows: HeadcountTextRow[]; problems: HeadcountProblem[] } {
  const { lines, first, missing, cells } = layoutOf(text);
  if (missing.length > 0)
    return { rows: [], problems: missing.map((value) => ({ line: first + 1, code: 'COLUMN_MISSING', value })) };
  const rows: HeadcountTextRow[] = [];
  const problems: HeadcountProblem[] = [];
  const seen = new Set<string>();
  for (const [index, content] of lines.entries()) {
    if (index <= first || content.trim() === '') continue;
    const line = index + 1;
    const cell = cells(index);
    const month = monthOf(cell.month);
    const joiners = /^\d{1,6}$/.test(cell.joiners) ? Number(cell.joiners) : null;
    if (month === null) problems.push({ line, code: 'MONTH_UNREADABLE', value: cell.month });
    if (joiners === null || joiners > most) problems.push({ line, code: 'NUMBER_UNREADABLE', value: cell.joiners });
    if (month === null || joiners === null || joiners > most) continue;
    const row = { line, month, department: cell.department, role: cell.role, joiners };
    const key = [row.month, row.department.toLowerCase(), row.role.toLowerCase()].join('\u001F');
    if (seen.has(key))
      problems.push({ line, code: 'ROW_TWICE', value: `${row.month}, ${row.department}, ${row.role}` });
    seen.add(key);
    rows.push(row);
  }
  if (rows.length === 0 && problems.length === 0) problems.push({ line: first + 1, code: 'NOTHING_READ', value: '' });
  return { rows, problems };
}
