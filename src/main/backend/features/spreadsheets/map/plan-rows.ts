import { isCurrency } from '#shared/primitives/money.ts';
import { cellText, type Cell, type Facts, type TableRow } from '../read/table.ts';
import {
  lookAtColumn,
  lostZeros,
  NOTHING,
  type ColumnFacts,
  type ColumnLook,
  type ColumnQuestion,
} from './column-facts.ts';
import { Duplicates } from './duplicates.ts';
import { fieldOf, type EntityDescription, type Field } from './entity-description.ts';
import type { ImportValue, OddityCode, ParseOptions, ValueErrorCode } from './parsed.ts';
import { parseValue } from './parse-value.ts';
import type { ColumnMapping } from './suggest-mapping.ts';

export type RowErrorCode =
  | ValueErrorCode
  | 'WRONG_CELL_COUNT'
  | 'REQUIRED'
  | 'NOT_IDENTIFIED'
  | 'DUPLICATE_IN_FILE'
  | 'PRIVILEGED_COLUMN'
  | 'DATES_OUT_OF_ORDER';

/** Why a row cannot be taken; `column` is null when the row as a whole is meant. */
export interface RowError {
  readonly column: number | null;
  readonly code: RowErrorCode;
  readonly facts: Facts;
  readonly proposal?: string;
}

export interface RowOddity {
  readonly column: number;
  readonly code: OddityCode;
  readonly facts: Facts;
  readonly proposal?: string;
}

/** A cell that belongs to none of our fields, kept as it was written. */
export interface Extra {
  readonly column: number;
  readonly heading: string;
  readonly text: string;
}

export interface PlannedRow {
  readonly rowNumber: number;
  /** By the key of the field; only fields that have a value. */
  readonly values: Readonly<Record<string, ImportValue>>;
  readonly extras: readonly Extra[];
  readonly errors: readonly RowError[];
  readonly oddities: readonly RowOddity[];
}

export interface PlanOptions {
  /** ISO 4217 code of amounts without one. */
  readonly defaultCurrency?: string;
  /** Answers of the operator by column; they overrule what the column says about itself. */
  readonly dateOrders?: ReadonlyMap<number, 'dmy' | 'mdy'>;
  readonly decimalMarks?: ReadonlyMap<number, '.' | ','>;
  readonly date1904?: boolean;
  /** Text files must have as many cells in each row as headings; workbooks may not. Default true. */
  readonly strictWidth?: boolean;
  /** The operator may grant rights, so columns that do are taken. */
  readonly allowPrivileged?: boolean;
  /** Rows may change what is registered, so they need not carry what a new record must have. */
  readonly partial?: boolean;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  /** What must be asked once per column before its values can be read. */
  readonly questions: readonly ColumnQuestion[];
}

interface MappedColumn {
  readonly column: number;
  readonly heading: string;
  readonly field: Field | null;
  readonly facts: ColumnFacts;
  readonly options: ParseOptions;
}

/** A row while it is being put together. */
interface Draft {
  readonly rowNumber: number;
  readonly values: Record<string, ImportValue>;
  readonly extras: Extra[];
  readonly errors: RowError[];
  readonly oddities: RowOddity[];
}

/** What the cells of a column are read with, once all of them were looked at. */
function mappedColumn(
  { column, heading }: ColumnMapping,
  field: Field | null,
  facts: ColumnFacts,
  options: PlanOptions,
): MappedColumn {
  const dateOrder = options.dateOrders?.get(column) ?? facts.dateOrder;
  const decimalMark = options.decimalMarks?.get(column) ?? facts.decimalMark;
  const parse: ParseOptions = {
    ...(dateOrder === 'dmy' || dateOrder === 'mdy' ? { dateOrder } : {}),
    ...(decimalMark === null ? {} : { decimalMark }),
    ...(options.defaultCurrency === undefined ? {} : { defaultCurrency: options.defaultCurrency }),
    ...(options.date1904 === undefined ? {} : { date1904: options.date1904 }),
  };
  return { column, heading, field, facts, options: parse };
}

/** The currency named in the row's own column, for amounts that do not name theirs. */
function rowCurrency(columns: readonly MappedColumn[], row: TableRow, options: PlanOptions): string | undefined {
  const mapped = columns.find(({ field }) => field?.type === 'currency');
  if (mapped === undefined || mapped.field === null) return options.defaultCurrency;
  const parsed = parseValue(mapped.field, row.cells[mapped.column] ?? '', mapped.options);
  const named = parsed.ok && typeof parsed.value === 'string' && isCurrency(parsed.value) ? parsed.value : null;
  return named ?? options.defaultCurrency;
}

function takeCell(draft: Draft, mapped: MappedColumn, cell: Cell, parse: ParseOptions, allowPrivileged: boolean): void {
  const text = cellText(cell);
  if (text.trim() === '') return;
  const { column, heading, field } = mapped;
  const keep = (): number => draft.extras.push({ column, heading, text });
  if (field === null) {
    keep();
    return;
  }
  if (field.privileged === true && !allowPrivileged) {
    draft.errors.push({ column, code: 'PRIVILEGED_COLUMN', facts: { field: field.key, text } });
    return;
  }
  const parsed = parseValue(field, cell, parse);
  if (!parsed.ok) {
    const { code, facts, proposal } = parsed;
    draft.errors.push({
      column,
      code,
      facts: { field: field.key, text, ...facts },
      ...(proposal === undefined ? {} : { proposal }),
    });
    return;
  }
  if (parsed.oddity !== undefined) draft.oddities.push({ column, ...parsed.oddity });
  if (parsed.value === null) {
    keep();
    return;
  }
  draft.values[field.key] = parsed.value;
  const zeros = lostZeros(mapped.facts, text);
  if (zeros !== null) draft.oddities.push({ column, code: 'LOST_LEADING_ZEROS', facts: { text }, proposal: zeros });
}

function compose(draft: Draft, description: EntityDescription): void {
  for (const { key, composedOf } of description.fields) {
    if (composedOf === undefined || draft.values[key] !== undefined) continue;
    const parts = composedOf.map((part) => draft.values[part]).filter((part) => typeof part === 'string');
    if (parts.length > 0) draft.values[key] = parts.join(' ');
  }
}

/** Rules over the whole row. */
function checkRow(draft: Draft, description: EntityDescription, partial: boolean): void {
  const failed = (key: string): boolean => draft.errors.some((error) => error.facts['field'] === key);
  for (const { key, required } of description.fields) {
    if (!partial && required === true && draft.values[key] === undefined && !failed(key)) {
      draft.errors.push({ column: null, code: 'REQUIRED', facts: { field: key } });
    }
  }
  if (!description.identifiedBy.some((key) => draft.values[key] !== undefined)) {
    draft.errors.push({ column: null, code: 'NOT_IDENTIFIED', facts: { fields: [...description.identifiedBy] } });
  }
  for (const [earlier, later] of [
    ['purchasedOn', 'warrantyUntil'],
    ['purchasedOn', 'endOfLifeOn'],
    ['startsOn', 'endsOn'],
  ] as const) {
    const [first, last] = [draft.values[earlier], draft.values[later]];
    if (typeof first === 'string' && typeof last === 'string' && last < first) {
      draft.errors.push({ column: null, code: 'DATES_OUT_OF_ORDER', facts: { earlier, later, first, last } });
    }
  }
}

function planRow(
  row: TableRow,
  columns: readonly MappedColumn[],
  description: EntityDescription,
  options: PlanOptions,
): Draft {
  const draft: Draft = { rowNumber: row.rowNumber, values: {}, extras: [], errors: [], oddities: [] };
  if (options.strictWidth !== false && row.cells.length !== columns.length) {
    const facts = {
      expected: columns.length,
      found: row.cells.length,
      cells: row.cells.slice(columns.length).map(cellText),
    };
    draft.errors.push({ column: null, code: 'WRONG_CELL_COUNT', facts });
  }
  const currency = rowCurrency(columns, row, options);
  for (const mapped of columns) {
    const isMoney = mapped.field?.type === 'money' && currency !== undefined;
    const parse = isMoney ? { ...mapped.options, defaultCurrency: currency } : mapped.options;
    takeCell(draft, mapped, row.cells[mapped.column] ?? '', parse, options.allowPrivileged === true);
  }
  compose(draft, description);
  checkRow(draft, description, options.partial === true);
  return draft;
}

/**
 * Turns rows of a file into what would be stored, row by row: values, extras, every error with its cell, everything odd.
 * It is shown all rows first, to learn what only a whole column tells and what stands in the file twice; then it reads
 * each. Nothing is looked up and nothing is stored, so the same plan serves the preview, the dry run and the import. Rows
 * beyond the headings' width in a workbook cannot occur; in a text file they are errors that carry the surplus cells.
 */
export class RowPlanner {
  readonly #description: EntityDescription;
  readonly #options: PlanOptions;
  readonly #looks: readonly { mapping: ColumnMapping; field: Field | null; look: ColumnLook | null }[];
  readonly #duplicates: Duplicates;
  #columns: readonly MappedColumn[] | null = null;

  constructor(description: EntityDescription, mapping: readonly ColumnMapping[], options: PlanOptions = {}) {
    this.#description = description;
    this.#options = options;
    this.#looks = mapping.map((each) => {
      const field = each.field === null ? null : fieldOf(description, each.field);
      return { mapping: each, field, look: lookAtColumn(field, each.column) };
    });
    this.#duplicates = new Duplicates(description, mapping, options.defaultCurrency);
  }

  look(row: TableRow): void {
    for (const { mapping, look } of this.#looks) look?.look(row.cells[mapping.column] ?? '');
    this.#duplicates.look(row);
  }

  get #known(): readonly MappedColumn[] {
    return (this.#columns ??= this.#looks.map(({ mapping, field, look }) =>
      mappedColumn(mapping, field, look?.facts() ?? NOTHING, this.#options),
    ));
  }

  /** What must be asked once per column before its values can be read. */
  get questions(): readonly ColumnQuestion[] {
    const { dateOrders, decimalMarks } = this.#options;
    const answered = ({ code, column }: ColumnQuestion): boolean =>
      code === 'DATE_ORDER' ? dateOrders?.has(column) === true : decimalMarks?.has(column) === true;
    return this.#known.flatMap(({ facts }) => facts.questions).filter((question) => !answered(question));
  }

  plan(row: TableRow): PlannedRow {
    const columns = this.#known;
    const draft = planRow(row, columns, this.#description, this.#options);
    for (const { field, rowNumbers } of this.#duplicates.of(row)) {
      const value = draft.values[field];
      if (typeof value !== 'string') continue;
      const column = columns.find((mapped) => mapped.field?.key === field)?.column ?? null;
      const facts = { field, text: value, rows: rowNumbers, firstRow: rowNumbers[0] ?? 0 };
      draft.errors.push({ column, code: 'DUPLICATE_IN_FILE', facts });
    }
    return draft;
  }
}

/** Plans rows that are all at hand. */
export function planRows(
  description: EntityDescription,
  mapping: readonly ColumnMapping[],
  rows: readonly TableRow[],
  options: PlanOptions = {},
): ImportPlan {
  const planner = new RowPlanner(description, mapping, options);
  for (const row of rows) planner.look(row);
  return { rows: rows.map((row) => planner.plan(row)), questions: planner.questions };
}
