import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Compilable, CompiledQuery } from 'kysely';
import { rawExecutor } from './dialect.ts';
import type { Db, Reader } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Stands for a value that is given when the query runs. */
class Parameter {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface PreparedQuery<Values, Row> {
  all(db: Db, values: Values): Promise<Row[]>;
  first(db: Db, values: Values): Promise<Row | undefined>;
}

const compiler = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/**
 * A query of the scan's path, built once: building a join of eight tables takes longer than running it. What is given
 * may only be a value that is bound; the text of the query can't hang on it.
 *
 * @param build gets a name for each value in place of the value
 */
export function prepareQuery<Values extends Readonly<Record<string, string | number | null>>, Row>(
  build: (db: Reader, values: Values) => Compilable<Row>,
): PreparedQuery<Values, Row> {
  let compiled: CompiledQuery<Row> | null = null;
  const run = async (db: Db, values: Values): Promise<Row[]> => {
    compiled ??= build(compiler as unknown as Reader, namesOf<Values>()).compile();
    const parameters = compiled.parameters.map((one) => (one instanceof Parameter ? values[one.name] : one));
    const executor = rawExecutor(db).getExecutor();
    const { rows } = await executor.executeQuery<Row>({ ...compiled, parameters });
    return rows;
  };
  return { all: run, first: async (db, values) => (await run(db, values))[0] };
}

function namesOf<Values extends object>(): Values {
  return new Proxy({} as Values, { get: (_, name) => new Parameter(String(name)) });
}
