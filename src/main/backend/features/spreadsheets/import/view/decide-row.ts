import type { ImportMode, RowChange } from '#shared/features/spreadsheets/contract.ts';
import type { EntityDescription } from '../../map/entity-description.ts';
import { text } from './register-view.ts';
import type { FieldProblem, RegisterView, Values } from './register-view.ts';

/** The record that a row changes, as it was when the file was checked. */
export interface Target {
  id: number;
  label: string;
  version: number;
  changes: RowChange[];
}

export type Decision =
  | { what: 'new' }
  | { what: 'changed'; target: Target }
  | { what: 'unchanged'; label: string }
  | { what: 'refused'; problems: FieldProblem[] };

export interface Deciding {
  mode: ImportMode;
  /** The field that tells which record a row means; null takes the first of the entity's that the row has. */
  matchBy: string | null;
  description: EntityDescription;
  view: RegisterView;
}

/** What would happen to a row that is right in itself. */
export function decideRow(
  values: Values,
  extras: Readonly<Record<string, string>>,
  { mode, matchBy, description, view }: Deciding,
): Decision {
  if (mode === 'create') return decideNew(values, description, view);
  const keys = matchBy === null ? description.matchedBy : [matchBy];
  const key = keys.find((each) => text(values, each) !== null);
  const value = key === undefined ? null : text(values, key);
  if (key === undefined || value === null) {
    if (mode === 'upsert' && matchBy === null) return decideNew(values, description, view);
    return refused({ field: keys[0] ?? '', code: 'NO_KEY', facts: { fields: keys.join(', ') } });
  }
  const [match, another] = view.find(key, value, values);
  if (match === undefined) {
    if (mode === 'upsert') return decideNew(values, description, view);
    return refused({ field: key, code: 'NOT_REGISTERED', facts: { text: value } });
  }
  if (another !== undefined)
    return refused({
      field: key,
      code: 'AMBIGUOUS_MATCH',
      facts: { text: value, tag: match.label, other: another.label },
    });
  const { label, version, changes, problems } = view.compare(match.id, values, extras);
  const all = [...problems, ...takenBy(values, view, match.id)];
  if (all.length > 0) return refused(...all);
  return changes.length === 0
    ? { what: 'unchanged', label }
    : { what: 'changed', target: { id: match.id, label, version, changes } };
}

function decideNew(values: Values, description: EntityDescription, view: RegisterView): Decision {
  const missing = description.fields
    .filter(({ key, required }) => required === true && values[key] === undefined)
    .map(({ key }) => ({ field: key, code: 'REQUIRED', facts: { field: key } }));
  const problems = [...missing, ...takenBy(values, view, null), ...(view.refuseNew?.(values) ?? [])];
  return problems.length > 0 ? refused(...problems) : { what: 'new' };
}

/** Values of the row that another record has already. */
function takenBy(values: Values, view: RegisterView, self: number | null): FieldProblem[] {
  return view.unique.flatMap((field) => {
    const value = text(values, field);
    if (value === null) return [];
    const owners = view.owners?.(field, value, values) ?? view.find(field, value, values);
    const owner = owners.find(({ id }) => id !== self);
    if (owner === undefined) return [];
    return [{ field, code: 'ALREADY_REGISTERED', facts: { text: value, tag: owner.label, name: owner.label } }];
  });
}

const refused = (...problems: FieldProblem[]): Decision => ({ what: 'refused', problems });
