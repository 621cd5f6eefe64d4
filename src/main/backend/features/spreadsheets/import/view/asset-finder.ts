import type { Sqlite } from '#backend/kernel/db/open.ts';
import { nameKey } from '../known-names.ts';
import { text } from './register-view.ts';
import type { FieldProblem, Match, Values } from './register-view.ts';

interface FoundAsset extends Match {
  status: string;
}

/** Which asset a row means: by its tag, else its serial, else the name under which the network knows it. */
export function assetFinder(sqlite: Sqlite) {
  const byTag = sqlite.prepare<[string], FoundAsset>('SELECT id, tag AS label, status FROM asset WHERE tag = ?');
  const bySerial = sqlite.prepare<[string], FoundAsset>('SELECT id, tag AS label, status FROM asset WHERE serial = ?');
  let byName: Map<string, FoundAsset[]> | null = null;
  const readNames = (): Map<string, FoundAsset[]> => {
    const names = new Map<string, FoundAsset[]>();
    const rows = sqlite
      .prepare<[], FoundAsset & { name: string; hostname: string | null }>(
        `SELECT id, tag AS label, status, name, json_extract(extras, '$.hostname') AS hostname FROM asset
         WHERE name <> '' OR json_extract(extras, '$.hostname') IS NOT NULL`,
      )
      .all();
    for (const { name, hostname, ...asset } of rows)
      for (const key of new Set([nameKey(name), nameKey(hostname ?? '')]))
        if (key !== '') names.set(key, [...(names.get(key) ?? []), asset]);
    return names;
  };
  return (values: Values): { key: string; named: string | null; found: FoundAsset[] } => {
    let named: string | null = null;
    let first = 'tag';
    for (const key of ['tag', 'serial', 'hostname'] as const) {
      const value = text(values, key);
      if (value === null) continue;
      if (named === null) {
        named = value;
        first = key;
      }
      const found =
        key === 'tag'
          ? byTag.all(value)
          : key === 'serial'
            ? bySerial.all(value)
            : ((byName ??= readNames()).get(nameKey(value)) ?? []);
      if (found.length > 0) return { key, named: value, found };
    }
    return { key: first, named, found: [] };
  };
}

/** Why a row about an asset can't be taken: it names none, one that nobody knows, several, or one that has left. */
export function problemsOfAsset({ key, found, named }: ReturnType<ReturnType<typeof assetFinder>>): FieldProblem[] {
  const [asset, another] = found;
  if (named === null) return [{ field: 'tag', code: 'NO_ASSET', facts: {} }];
  if (asset === undefined) return [{ field: key, code: 'UNKNOWN_ASSET', facts: { text: named } }];
  if (another !== undefined) {
    const facts = { text: named, tag: asset.label, other: another.label };
    return [{ field: key, code: 'AMBIGUOUS_MATCH', facts }];
  }
  return asset.status === 'disposed'
    ? [{ field: key, code: 'ASSET_CLOSED', facts: { text: asset.label, tag: asset.label } }]
    : [];
}
