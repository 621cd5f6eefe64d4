import type { Sqlite } from './open.ts';

type Statement = ReturnType<typeof prepare>;

const prepare = (sqlite: Sqlite, text: string) => sqlite.prepare<unknown[], unknown>(text);

const statements = new WeakMap<Sqlite, Map<string, Statement>>();

/** The statement of a text, prepared once for each connection: for texts that are written in the sources, of which there are few. */
export function statementOf(sqlite: Sqlite, text: string): Statement {
  const known = statements.get(sqlite) ?? new Map<string, Statement>();
  statements.set(sqlite, known);
  const statement = known.get(text) ?? prepare(sqlite, text);
  known.set(text, statement);
  return statement;
}
