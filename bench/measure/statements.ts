import type { Sqlite } from '#backend/kernel/db/open.ts';

export interface RecordedStatement {
  sql: string;
  parameters: unknown[];
}

type Call = (this: { source: string }, ...parameters: unknown[]) => unknown;

/** The prototype that all prepared statements of the driver share. */
function prototypeOf(sqlite: Sqlite): Record<'all' | 'get' | 'run' | 'iterate', Call> {
  return Object.getPrototypeOf(sqlite.prepare('SELECT 1')) as Record<'all' | 'get' | 'run' | 'iterate', Call>;
}

/** Every statement that runs while something is done, on whatever connection, with its values. */
export async function recordStatements(sqlite: Sqlite, run: () => unknown): Promise<RecordedStatement[]> {
  const recorded: RecordedStatement[] = [];
  const prototype = prototypeOf(sqlite);
  const original = { ...pick(prototype) };
  for (const name of ['all', 'get', 'run', 'iterate'] as const) {
    const call = original[name];
    prototype[name] = function record(this: { source: string }, ...parameters: unknown[]): unknown {
      recorded.push({ sql: this.source, parameters });
      return call.apply(this, parameters);
    };
  }
  try {
    await run();
  } finally {
    Object.assign(prototype, original);
  }
  return recorded;
}

function pick(prototype: Record<'all' | 'get' | 'run' | 'iterate', Call>) {
  const { all, get, run, iterate } = prototype;
  return { all, get, run, iterate };
}
