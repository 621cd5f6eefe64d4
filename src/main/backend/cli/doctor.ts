import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { columns } from './answer.ts';
import type { CommandRun } from './answer.ts';
import { dataFolderOf, withBackend } from './connect.ts';

/** Says what support asks first: runtime, database engine, data folder; needs no password. */
export const doctor: CommandRun = async (command) => {
  const folder = dataFolderOf(command);
  const memory = new Database(':memory:');
  const sqlite: unknown = memory.prepare('SELECT sqlite_version()').pluck().get();
  memory.close();
  const database = join(folder, 'quartermaster.db');
  const status = existsSync(folder) ? await withBackend(command, ({ client }) => client.auth.status()) : null;
  const data = {
    node: process.version,
    electron: process.versions['electron'] ?? null,
    platform: `${process.platform} ${process.arch}`,
    sqlite: String(sqlite),
    dataFolder: folder,
    state: status?.state ?? 'not there',
    problem: status?.problem ?? null,
    databaseBytes: existsSync(database) ? statSync(database).size : null,
    operators: status?.knownOperators.length ?? 0,
  };
  const text = columns(Object.entries(data).map(([name, value]) => [name, value === null ? '-' : String(value)]));
  return { ok: data.problem === null, text, data };
};
