import { createWriteStream } from 'node:fs';
import * as z from 'zod';
import type { PackTaskResult } from './pack-result.ts';
import { packScope } from '#shared/features/reports/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readLedgerFacts } from '#backend/features/depreciation/index.ts';
import { licenceEvidence } from '#backend/features/licences/index.ts';
import { patchEvidence } from '#backend/features/updates/index.ts';
import type { PackContext } from './audit-pack/pack-sheet.ts';
import { scopeNamesOf } from './audit-pack/scope.ts';
import { writePack } from './audit-pack/write-pack.ts';
import { findNewestPack, listAnchors } from './repository.ts';

const packTaskInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** An empty file beside the one that was asked for. */
  draft: z.string(),
  scope: packScope,
  facts: z.object({
    number: z.number().int(),
    now: z.string(),
    operator: z.string(),
    roles: z.array(z.string()),
    desk: z.string(),
    timeZone: z.string(),
    version: z.string(),
    schemaVersion: z.number().int(),
    seesCost: z.boolean(),
  }),
  rowsPerTab: z.number().int().optional(),
});
export type PackTaskInput = z.infer<typeof packTaskInput>;

/** Pages of the database that are kept while a pack is written. KiB. */
const packCacheKib = 16_384;

/**
 * Writes a pack from one snapshot, whatever is scanned meanwhile. The draft must be there already: when the job was
 * cancelled it has been removed, and this opens nothing that nobody would clear away.
 */
export async function packTask(input: unknown, report: TaskReport): Promise<PackTaskResult> {
  const task = packTaskInput.parse(input);
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    // Nearly everything is read once and in order: more would only be held.
    sqlite.pragma(`cache_size = -${packCacheKib}`);
    sqlite.exec('BEGIN');
    const reader = readerOn(sqlite);
    const licences = await licenceEvidence(reader, dayOf(task.facts.now));
    const heldOf = await readLedgerFacts(reader);
    const standingOf = await patchEvidence(reader, dayOf(task.facts.now));
    const context = contextOf(sqlite, task, { licences, heldOf, standingOf });
    const target = createWriteStream(task.draft, { flags: 'r+', flush: true });
    const { sha256, seal, bytes, sheets, rows } = await writePack(target, context, report, task.rowsPerTab);
    return { sha256, seal, bytes, sheets, rows, asOfSeq: context.asOf.seq, asOfHash: context.asOf.hash };
  } finally {
    sqlite.close();
  }
}

function contextOf(
  sqlite: Sqlite,
  { dataKey, scope, facts, databaseFile }: PackTaskInput,
  reckoned: Pick<PackContext, 'licences' | 'heldOf' | 'standingOf'>,
): PackContext {
  const ends = sqlite.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM journal WHERE seq IN ((SELECT min(seq) FROM journal), (SELECT max(seq) FROM journal)) ORDER BY seq',
  );
  const [first, last = first] = ends.all();
  if (!first || !last) throw new Failure('STORAGE_CORRUPT', { file: databaseFile });
  const previous = findNewestPack(sqlite);
  return {
    sqlite,
    journalKey: journalKeyIn(sqlite, dataKey),
    scope,
    scopeNames: scopeNamesOf(sqlite, scope),
    facts,
    asOf: last,
    databaseId: first.hash,
    organisation: organisationOf(sqlite),
    previousPack: previous === null ? null : { number: previous.number, sha256: previous.sha256 },
    anchors: listAnchors(sqlite),
    operators: operatorNames(sqlite),
    ...reckoned,
    chain: null,
    exceptions: new Map(),
    written: [],
  };
}

function organisationOf(sqlite: Sqlite): string {
  const value = sqlite
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck()
    .get(organisationSetting.key);
  if (value === undefined) return organisationSetting.initial.name;
  return organisationSetting.schema.parse(JSON.parse(value)).name;
}

function operatorNames(sqlite: Sqlite): Map<string, string> {
  const rows = sqlite
    .prepare<[], { id: number; username: string; name: string }>(
      'SELECT id, username, display_name AS name FROM operator',
    )
    .all();
  return new Map(rows.map((row) => [`operator:${row.id}`, `${row.name} (${row.username})`]));
}
