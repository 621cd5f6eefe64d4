import type { Field } from '#shared/features/assets/fields.ts';

/** What becomes of a field when its category goes into another. */
export type FieldFate =
  | { how: 'joined'; field: Field; into: Field }
  /** To the other category, under a name that is free there. */
  | { how: 'moved'; field: Field; name: string }
  /** Inherited from above and without a counterpart: its values stay with their assets. */
  | { how: 'kept'; field: Field };

const longestName = 80;
const key = (name: string) => name.toLowerCase();

/**
 * Says for each field that the assets lose where it goes, so that no value is lost.
 *
 * @param lost fields that hold for the merged category and not for its target.
 * @param own identifiers of those that hang on the merged category itself.
 * @param target fields that hold for the target.
 * @param clashes identifiers of fields whose values would be there twice in a unique field.
 */
export function planMergedFields(
  category: string,
  lost: readonly Field[],
  own: ReadonlySet<number>,
  target: readonly Field[],
  clashes: ReadonlySet<number>,
): FieldFate[] {
  const names = new Set(target.map(({ name }) => key(name)));
  const joined = new Set<number>();
  return lost.map((field): FieldFate => {
    const into = target.find((each) => mayJoin(field, each) && !joined.has(each.id));
    if (into !== undefined && !clashes.has(field.id)) {
      joined.add(into.id);
      return { how: 'joined', field, into };
    }
    if (!own.has(field.id)) return { how: 'kept', field };
    const name = freeName(field.name, category, names);
    names.add(key(name));
    return { how: 'moved', field, name };
  });
}

/** Whether values of the one may stand in the other as they are. */
export function mayJoin(field: Field, into: Field): boolean {
  return (
    key(field.name) === key(into.name) &&
    field.type === into.type &&
    field.unit === into.unit &&
    (field.unique || !into.unique)
  );
}

function freeName(name: string, category: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key(name))) return name;
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? ` (${category.slice(0, 40)})` : ` (${category.slice(0, 36)} ${attempt})`;
    const free = name.slice(0, longestName - suffix.length) + suffix;
    if (!taken.has(key(free))) return free;
  }
}
