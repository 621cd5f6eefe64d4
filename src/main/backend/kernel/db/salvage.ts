import { openSqlite } from './open.ts';
import type { Sqlite } from './open.ts';
import { Failure } from '#backend/kernel/failure.ts';

/** What of one table could be read. */
export interface SalvagedTable {
  table: string;
  saved: number;
  /** Rows that are missing; null where not even their number could be read. */
  lost: number | null;
}

interface SalvageOptions {
  /** Only these tables, without what hangs on them. */
  only?: readonly string[];
  /** Told of every so many rows: how many there are so far, and how many there should be, as far as that can be told. */
  progress?: (done: number, total: number) => void;
}

interface Entry {
  type: string;
  name: string;
  tbl_name: string;
  sql: string | null;
}

const batch = 500;
/** Rows between two reports. */
const reportEvery = 500;
/** So many identifiers behind the last that was read are tried, when the end of a table is damaged. */
const tryBehindEnd = 100_000;

/**
 * Writes what can still be read of a damaged database into a new file under the same key: row by row where pages are
 * damaged, so that what lies on the others is not lost with them. Nothing is written on the damaged file.
 *
 * @throws Failure NOTHING_TO_SALVAGE when the first page or the description of the tables is gone
 */
export function salvageDatabase(
  damaged: string,
  target: string,
  key: Uint8Array,
  { only, progress = () => undefined }: SalvageOptions = {},
): SalvagedTable[] {
  const from = openDamaged(damaged, key);
  try {
    const entries = schemaOf(from, damaged).filter(
      ({ type, name }) => only === undefined || (type === 'table' && only.includes(name)),
    );
    const to = openSqlite({ file: target, key });
    try {
      to.pragma('foreign_keys = OFF');
      const report = to.transaction(() => {
        for (const pragma of ['application_id', 'user_version'])
          to.pragma(`${pragma} = ${Number(from.pragma(pragma, { simple: true }))}`);
        return copyEverything(from, to, entries, progress);
      })();
      to.pragma('wal_checkpoint(TRUNCATE)');
      return report;
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}

function openDamaged(file: string, key: Uint8Array): Sqlite {
  try {
    return openSqlite({ file, key, readonly: true });
  } catch {
    throw new Failure('NOTHING_TO_SALVAGE', { file });
  }
}

function schemaOf(sqlite: Sqlite, file: string): Entry[] {
  try {
    return sqlite.prepare<[], Entry>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid').all();
  } catch {
    throw new Failure('NOTHING_TO_SALVAGE', { file });
  }
}

/** Tables first, then what hangs on them: a trigger or an index would refuse rows whose fellows are gone. */
function copyEverything(
  from: Sqlite,
  to: Sqlite,
  entries: readonly Entry[],
  progress: NonNullable<SalvageOptions['progress']>,
): SalvagedTable[] {
  const made = entries.filter(({ name, sql }) => sql !== null && !name.startsWith('sqlite_'));
  const virtual = made.filter(({ sql }) => /^CREATE VIRTUAL TABLE/i.test(sql ?? ''));
  const isShadow = (name: string): boolean => virtual.some((one) => name.startsWith(`${one.name}_`));
  const tables = made.filter(({ type, name }) => type === 'table' && !virtual.some((one) => one.name === name));
  for (const { name, sql } of [...tables.filter(({ name: own }) => !isShadow(own)), ...virtual]) {
    if (sql === null) throw new Error(`${name} has no description`);
    to.exec(sql);
  }
  const own = tables.filter(({ name }) => !isShadow(name)).map(({ name }) => ({ name, expected: expect(from, name) }));
  const total = own.reduce((sum, { expected: { about } }) => sum + about, 0);
  let done = 0;
  const read = (): void => {
    done += 1;
    if (done % reportEvery === 0) progress(Math.min(done, total), total);
  };
  const report = own.map(({ name, expected: { count } }) => {
    const saved = copyTable(from, to, { source: name, target: name }, read);
    return { table: name, saved, lost: count === null ? null : Math.max(0, count - saved) };
  });
  // A full text index is made anew from the words that it was made of, where it keeps them; others are left to who fills them.
  for (const { name } of virtual) {
    copySettings(from, to, name);
    if (tables.some((one) => one.name === `${name}_content`))
      copyTable(from, to, { source: `${name}_content`, target: name }, () => undefined);
  }
  for (const { type, sql } of made)
    if (sql !== null && (type === 'index' || type === 'trigger' || type === 'view')) to.exec(sql);
  return report;
}

/** How many rows a table has; where they can't be counted, about how many by the identifier of its last one. */
function expect(sqlite: Sqlite, table: string): { count: number | null; about: number } {
  const ask = (what: string): number | undefined =>
    attempt(() => Number(sqlite.prepare(`SELECT ${what} FROM "${table}"`).pluck().get()));
  const count = ask('count(*)') ?? null;
  return { count, about: count ?? ask('max(rowid)') ?? 0 };
}

/** How a full text index is merged. */
function copySettings(from: Sqlite, to: Sqlite, name: string): void {
  const settings = attempt(() => from.prepare<[], { k: string; v: unknown }>(`SELECT k, v FROM ${name}_config`).all());
  for (const { k, v } of settings ?? [])
    // The index takes a whole number, and a bound one would be none.
    if (k === 'automerge' || k === 'crisismerge')
      to.exec(`INSERT INTO ${name} (${name}, rank) VALUES ('${k}', ${Number(v)})`);
}

type Row = Record<string, unknown>;

/** @returns how many rows were saved */
function copyTable(
  from: Sqlite,
  to: Sqlite,
  { source, target }: { source: string; target: string },
  read: () => void,
): number {
  const columns = from
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
    .all(source);
  const names = columns.map(({ name }) => name);
  const targets =
    source === target
      ? names
      : ['rowid', ...to.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(target)];
  const insert = to.prepare(
    `INSERT OR IGNORE INTO "${target}" (${targets.map((name) => `"${name}"`).join(', ')}) VALUES (${targets.map(() => '?').join(', ')})`,
  );
  let saved = 0;
  const keep = (row: Row): void => {
    saved += insert.run(...names.map((name) => row[name])).changes;
    read();
  };
  if (hasRowid(from, source)) readByRowid(from, source, keep);
  else
    readFromBothEnds(
      from,
      source,
      columns
        .filter(({ pk }) => pk > 0)
        .toSorted((a, b) => a.pk - b.pk)
        .map(({ name }) => name),
      keep,
    );
  return saved;
}

/** @returns undefined when it could not be read */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Told by its description: asking SQLite for it reads more of a damaged file. */
function hasRowid(sqlite: Sqlite, table: string): boolean {
  const description = sqlite
    .prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table);
  return !/WITHOUT ROWID\s*$/i.test((description ?? '').trim());
}

/** Reads on from the last row; where that fails, tries one identifier after the other until it can be read on. */
function readByRowid(sqlite: Sqlite, table: string, keep: (row: Row) => void): void {
  // Whole numbers stay whole numbers: as others they would be written back as fractions.
  const next = sqlite
    .prepare<[number], Row>(`SELECT rowid AS _rowid, * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${batch}`)
    .safeIntegers();
  const one = sqlite.prepare<[number], Row>(`SELECT * FROM "${table}" WHERE rowid = ?`).safeIntegers();
  const last = attempt(() => Number(sqlite.prepare(`SELECT max(rowid) FROM "${table}"`).pluck().get()));
  let at = 0;
  for (;;) {
    const rows = attempt(() => next.all(at));
    if (rows !== undefined) {
      for (const row of rows) keep(row);
      if (rows.length === 0) return;
      at = Number(rows.at(-1)?.['_rowid']);
      continue;
    }
    const end = last ?? at + tryBehindEnd;
    let found: Row | undefined;
    while (found === undefined && at < end) {
      at += 1;
      found = attempt(() => one.get(at));
    }
    if (found === undefined) return;
    keep(found);
  }
}

/** A table that is its own index can't be asked for one row after the other: what lies before and behind the damage is read. */
function readFromBothEnds(sqlite: Sqlite, table: string, key: readonly string[], keep: (row: Row) => void): void {
  for (const direction of ['ASC', 'DESC']) {
    const order = key.map((name) => `"${name}" ${direction}`).join(', ');
    const rows = sqlite.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY ${order}`).safeIntegers().iterate();
    let step = attempt(() => rows.next());
    for (; step?.done === false; step = attempt(() => rows.next())) keep(step.value);
    if (step?.done === true) return;
  }
}
