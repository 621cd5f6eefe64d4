import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import type { PlannedRow, RowError } from '../map/plan-rows.ts';
import { descriptionOf } from './descriptions.ts';
import type { KnownNames } from './known-names.ts';
import type { NameAnswers } from './name-answers.ts';
import type { PlanTaskInput } from './plan-task.ts';
import { problemOf, problemsOf } from './preview-report.ts';
import type { CheckedRow } from './preview-report.ts';
import { decideRow } from './view/decide-row.ts';
import { pathOf } from './view/place-path.ts';
import type { NamedThing, RegisterView } from './view/register-view.ts';

/** Checks rows one by one in themselves and against the register: what each would do, or why it can't. */
export function checkerOf(
  headings: readonly string[],
  task: PlanTaskInput,
  { view, names, answers }: { view: RegisterView; names: KnownNames; answers: NameAnswers },
): (row: PlannedRow) => CheckedRow {
  const { entity, mode, matchBy, mapping, newNames } = task.plan;
  const lacks = ({ kind, name, also = [] }: NamedThing): boolean =>
    !answers.isKnown(kind, name) &&
    names.lacks(kind, [name, ...also, ...(kind === 'place' ? [pathOf(name).join(' › ')] : [])]);
  const deciding = { mode, matchBy, description: descriptionOf(entity, task.fields), view };
  const kept = new Set(mapping.filter((target) => target.keep).map((target) => target.column));
  const columnOf = (key: string): number | null => mapping.find((target) => target.field === key)?.column ?? null;
  // What is missing is missing in the column that should have it, so that it can be filled in there.
  const atItsColumn = (error: RowError): RowError =>
    error.code === 'REQUIRED' ? { ...error, column: columnOf(String(error.facts['field'])) } : error;
  return (row) => {
    const unread = unreadOwnValues(row);
    const own = view.own?.({ ...unread, ...row.values }) ?? { values: row.values, beside: {}, problems: [] };
    // What the row's category has no field for is kept beside it, in whatever form it stands there.
    const wrong = row.errors.filter(({ facts }) => !((ownFieldName(String(facts['field'])) ?? '') in own.beside));
    const problems = problemsOf(headings, row.rowNumber, wrong.map(atItsColumn));
    const extras = { ...extrasOf(row, kept), ...own.beside };
    for (const { field: key, code, facts } of own.problems.filter(({ field }) => !(field in unread)))
      problems.push(problemOf(headings, row.rowNumber, { column: columnOf(key), code, facts }));
    const decision = decideRow(own.values, extras, deciding);
    if (decision.what === 'refused')
      for (const { field: key, code, facts } of decision.problems) {
        // The row in itself may have said the same.
        if (row.errors.some((error) => error.code === code && error.facts['field'] === key)) continue;
        // A value that is no good is told as that, and not as missing too.
        if (own.problems.some(({ field }) => field.toLowerCase() === key.toLowerCase())) continue;
        const column = columnOf(key);
        problems.push(problemOf(headings, row.rowNumber, { column, code, facts: { field: key, ...facts } }));
      }
    const lacking = takesNames(decision) ? view.namesOf(own.values).filter(lacks) : [];
    if (newNames === 'refuse')
      for (const { kind, field: key, name } of lacking) {
        const archived = kind === 'category' ? names.archivedCategory(name) : null;
        const code = archived === null ? 'UNKNOWN_NAME' : 'ARCHIVED_NAME';
        const facts = { field: key, text: name };
        problems.push(problemOf(headings, row.rowNumber, { column: columnOf(key), code, facts }));
      }
    if (problems.length > 0) return { row, extras, problems, decision: { what: 'refused', problems: [] }, position: 0 };
    for (const { kind, name } of lacking) names.note(kind, name);
    const position = view.order?.(own.values) ?? 0;
    const values = (decision.what === 'new' ? view.complete?.(own.values) : undefined) ?? own.values;
    return { row: { ...row, values }, extras, problems, decision, position };
  };
}

/** Whether the row's names go into the register with it. */
export const takesNames = ({ what }: CheckedRow['decision']): boolean => what === 'new' || what === 'changed';

/** Cells for fields of categories that could not be read as their type says, by the key of the field. */
function unreadOwnValues({ errors }: PlannedRow): Record<string, string> {
  return Object.fromEntries(
    errors.flatMap(({ facts }) => {
      const key = String(facts['field']);
      return ownFieldName(key) === null ? [] : [[key, String(facts['text'])]];
    }),
  );
}

/** Columns of one heading, e.g. two called "Notes", keep both their values. */
function extrasOf(row: PlannedRow, kept: ReadonlySet<number>): Record<string, string> {
  const extras: Record<string, string> = {};
  for (const { column, heading, text } of row.extras) {
    if (!kept.has(column)) continue;
    const before = extras[heading];
    extras[heading] = before === undefined ? text : `${before}; ${text}`;
  }
  return extras;
}
