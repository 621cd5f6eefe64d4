/** One fact of two versions of something with lines, as it stands in each. */
export interface VersionRow {
  field: string;
  /** Number of the line, from 1; null for what the whole has. */
  line: number | null;
  one: string | null;
  other: string | null;
  differs: boolean;
}

type Value = string | number | null | undefined;
const shown = (value: Value): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

type Facts<Field extends string> = { readonly [name in Field]: Value };

/**
 * Two versions side by side, fact by fact: first what the whole has, then line by line. Lines are told apart by their
 * identifiers; one that only one version has stands beside nothing. Those of the first keep their order, and those that
 * the other added follow.
 */
export function versionsSideBySide<Field extends string, LineField extends string>(
  one: Facts<Field> & { readonly lines: readonly (Facts<LineField> & { readonly id: number | null })[] },
  other: typeof one,
  fields: readonly Field[],
  fieldsOfLine: readonly LineField[],
): VersionRow[] {
  const rows: VersionRow[] = [];
  const add = (field: string, line: number | null, first: Value, second: Value) => {
    const [left, right] = [shown(first), shown(second)];
    rows.push({ field, line, one: left, other: right, differs: left !== right });
  };
  for (const field of fields) add(field, null, one[field], other[field]);
  const counterpart = (id: number | null) => other.lines.find((line) => id !== null && line.id === id);
  const known = new Set(one.lines.map(({ id }) => id).filter((id) => id !== null));
  const pairs = [
    ...one.lines.map((line) => ({ left: line, right: counterpart(line.id) })),
    ...other.lines.filter(({ id }) => id === null || !known.has(id)).map((line) => ({ left: undefined, right: line })),
  ];
  for (const [index, { left, right }] of pairs.entries())
    for (const field of fieldsOfLine) add(field, index + 1, left?.[field], right?.[field]);
  return rows;
}
