import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem, version } from 'node:os';
import { join } from 'node:path';
import { censusOf, fileFacts } from '#backend/kernel/db/census.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { supportLine } from './log-lines.ts';
import { settingShape } from './setting-shape.ts';

/** The newest lines of each log. */
const linesKept = 500;
const MB = 1_000_000;

/** Everything that helps to find out what is wrong with an installation, and nothing of what it keeps. */
export async function collectBundle(query: QueryContext) {
  const { backend, now } = query;
  const { folder } = backend;
  if (folder === null) throw new Failure('NOT_SIGNED_IN');
  const { sqlite, schemaVersion } = openInventoryOf(backend);
  return {
    format: 'quartermaster-support-1',
    madeAt: now,
    application: { version: backend.version, schemaVersion },
    system: systemFacts(),
    storage: storageFacts(folder.path, folder.database),
    database: fileFacts(sqlite),
    integrity: await integrityFacts(query),
    settings: await settingFacts(query),
    equipment: await equipmentFacts(query),
    jobs: backend.jobs.list().map(({ kind, state, phase, done, total, startedAt, endedAt, failure }) => ({
      kind,
      state,
      phase,
      done,
      total,
      startedAt,
      endedAt,
      failure: failure?.code ?? null,
    })),
    rows: censusOf(sqlite),
    logs: logsIn(folder.logs),
  };
}
export type SupportBundle = Awaited<ReturnType<typeof collectBundle>>;

function systemFacts() {
  return {
    platform: `${platform()} ${arch()}`,
    release: release(),
    version: version(),
    processors: cpus().length,
    memoryMB: Math.round(totalmem() / MB),
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    locale: new Intl.DateTimeFormat().resolvedOptions().locale,
    minutesFromUtc: -new Date().getTimezoneOffset(),
  };
}

function storageFacts(folder: string, database: string) {
  const bytesOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);
  const disk = statfsSync(folder);
  return {
    databaseMB: Math.round(bytesOf(database) / MB),
    writeAheadLogMB: Math.round(bytesOf(`${database}-wal`) / MB),
    freeMB: Math.round((disk.bavail * disk.bsize) / MB),
    fileSystem: `0x${(disk.type >>> 0).toString(16)}`,
    besides: readdirSync(folder).length,
  };
}

async function integrityFacts({ reader }: QueryContext) {
  const head = await reader.selectFrom('journal').select(['seq', 'at']).orderBy('seq', 'desc').limit(1).execute();
  const runs = await reader
    .selectFrom('backup_run')
    .select(['kind', 'planned', 'started_at', 'milliseconds', 'failure', 'bytes', 'entries'])
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return {
    journalEntries: head[0]?.seq ?? 0,
    journalLastAt: head[0]?.at ?? null,
    checksAndBackups: runs.map((run) => ({
      ...run,
      // A code of ours; anything else is not told.
      failure: run.failure === null ? null : /^[A-Z][A-Z_]{2,40}$/.test(run.failure) ? run.failure : 'other',
    })),
  };
}

async function settingFacts({ reader }: QueryContext): Promise<Record<string, unknown>> {
  const rows = await reader.selectFrom('setting').selectAll().orderBy('key').execute();
  return Object.fromEntries(
    rows.map(({ key, value }, index) => [
      /^[a-z][a-zA-Z.]{2,60}$/.test(key) ? key : `setting ${index + 1}`,
      settingShape(JSON.parse(value)),
    ]),
  );
}

/** Printers and devices by kind, without what they are called and where they stand. */
async function equipmentFacts({ reader }: QueryContext) {
  return {
    printers: await reader.selectFrom('printer').select(['transport', 'language', 'dpi']).orderBy('id').execute(),
    devices: await reader.selectFrom('device').select(['kind', 'use', 'framing']).orderBy('id').execute(),
  };
}

function logsIn(folder: string) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^[a-z]+\.log$/.test(name)) : [];
  return Object.fromEntries(
    files.map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n').slice(-linesKept);
      return [name, lines.map(supportLine).filter((line) => line !== null)];
    }),
  );
}
