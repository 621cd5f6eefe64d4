import { asItIsFound } from '#shared/features/spreadsheets/contract.ts';
import type {
  CellRepair,
  ImportEntity,
  ImportMode,
  ImportPlan,
  Inspection,
  NameAnswer,
  TextReading,
} from '#shared/features/spreadsheets/contract.ts';

/** Answers to questions about a whole column: how its dates, or its amounts, are written. */
export type Answer = 'dmy' | 'mdy' | '.' | ',';

/** What the operator has decided about the file so far. */
export interface Draft {
  readonly path: string;
  readonly entity: ImportEntity;
  readonly inspection: Inspection;
  /** Where each column goes: the key of a field, `keep` or `leave`. */
  readonly targets: readonly string[];
  /** By column. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly onError: 'stop' | 'skip';
  readonly mode: ImportMode;
  /** Field that says which record a row means; null takes the first that it has. */
  readonly matchBy: string | null;
  /** Names that the register does not know are added, or the rows that name them refused. */
  readonly newNames: 'add' | 'refuse';
  /** What new places and categories are. */
  readonly nameAnswers: readonly NameAnswer[];
  /** How a text file is read where it is not as it was found. */
  readonly reading: TextReading;
  /** Cells that were mended in the preview. */
  readonly repairs: readonly CellRepair[];
}

export const keep = '+keep';
export const leave = '+leave';

export function draftOf(path: string, entity: ImportEntity, inspection: Inspection, reading = asItIsFound): Draft {
  const targets = inspection.headings.map((_heading, column) => {
    const target = inspection.mapping.find((each) => each.column === column);
    return target?.field ?? (target?.keep === false ? leave : keep);
  });
  return {
    path,
    entity,
    inspection,
    targets,
    answers: {},
    onError: 'skip',
    mode: 'create',
    matchBy: null,
    newNames: 'add',
    nameAnswers: [],
    reading,
    repairs: [],
  };
}

function answersAmong<Some extends Answer>(answers: Draft['answers'], some: readonly Some[]): Record<string, Some> {
  const found: Record<string, Some> = {};
  for (const [column, answer] of Object.entries(answers)) {
    const match = some.find((each) => each === answer);
    if (match !== undefined) found[column] = match;
  }
  return found;
}

export function planOf(draft: Draft): ImportPlan {
  return {
    path: draft.path,
    entity: draft.entity,
    sheet: draft.inspection.sheet,
    mapping: draft.targets.map((target, column) => ({
      column,
      field: target === keep || target === leave ? null : target,
      keep: target === keep,
    })),
    dateOrders: answersAmong(draft.answers, ['dmy', 'mdy']),
    decimalMarks: answersAmong(draft.answers, ['.', ',']),
    onError: draft.onError,
    mode: draft.mode,
    newNames: draft.newNames,
    nameAnswers: [...draft.nameAnswers],
    headingRow: draft.inspection.headingRow,
    reading: draft.reading,
    repairs: [...draft.repairs],
    sha256: null,
    matchBy: draft.matchBy !== null && draft.targets.includes(draft.matchBy) ? draft.matchBy : null,
  };
}

/** Columns that two headings were sent to the same field: the second would overwrite the first. */
export function doubledTargets(targets: readonly string[]): ReadonlySet<string> {
  const fields = targets.filter((target) => target !== keep && target !== leave);
  return new Set(fields.filter((field, index) => fields.indexOf(field) !== index));
}

/** Questions about columns that go to a field. */
export function askedQuestions({ inspection, targets }: Draft) {
  return inspection.questions.filter(({ column }) => targets[column] !== keep && targets[column] !== leave);
}

export function hasOpenQuestions(draft: Draft): boolean {
  return askedQuestions(draft).some(({ column }) => draft.answers[String(column)] === undefined);
}

/** The draft with a cell mended once more; the last text for a cell counts. */
export function withRepairs(draft: Draft, mended: readonly CellRepair[]): Draft {
  const all = new Map([...draft.repairs, ...mended].map((repair) => [`${repair.row} ${repair.column}`, repair]));
  return { ...draft, repairs: [...all.values()] };
}

/** The draft with questions that only the check of the file could find. */
export function withQuestions(draft: Draft, questions: Inspection['questions']): Draft {
  const others = draft.inspection.questions.filter((known) => !questions.some(({ column }) => column === known.column));
  return { ...draft, inspection: { ...draft.inspection, questions: [...others, ...questions] } };
}
