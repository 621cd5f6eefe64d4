import type { Sqlite } from '#backend/kernel/db/open.ts';
import { findPack } from '../repository.ts';
import type { PackClaims } from './check-content.ts';
import type { PackFaults } from './pack-fault.ts';

/** The hash of an entry of the open journal; null when there is none. */
export function journalHash(sqlite: Sqlite, seq: number): string | null {
  return sqlite.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck().get(seq) ?? null;
}

/** Compares what a pack claims with the journal and with the record of the packs that were handed out. */
export function checkAgainstJournal(sqlite: Sqlite, claims: PackClaims, sha256: string, faults: PackFaults): void {
  if (journalHash(sqlite, 1) !== claims.databaseId) {
    faults.add('OTHER_DATABASE', claims.databaseId);
    return;
  }
  const { asOf, lastLogEntry } = claims;
  const head = journalHash(sqlite, asOf.seq);
  if (head === null) faults.add('JOURNAL_CUT_OFF', `entry ${asOf.seq}`);
  else if (head !== asOf.hash) faults.add('JOURNAL_DIFFERS', `entry ${asOf.seq}`);
  if (lastLogEntry !== null && journalHash(sqlite, lastLogEntry.seq) !== lastLogEntry.hash) {
    faults.add('LOG_DIFFERS_FROM_JOURNAL', `entry ${lastLogEntry.seq}`);
  }
  checkRecord(sqlite, claims, sha256, faults);
}

/** The row of the pack and the entry that the journal has of it must say the same, and the pack must be that file. */
function checkRecord(sqlite: Sqlite, { number, seal, asOf }: PackClaims, sha256: string, faults: PackFaults): void {
  const where = `pack ${number}`;
  const row = findPack(sqlite, number);
  const data = sqlite
    .prepare<[string], string>("SELECT data FROM journal WHERE subject = ? AND event = 'reports.auditPackMade'")
    .pluck()
    .get(`audit_pack:${number}`);
  if (row === null || data === undefined) {
    faults.add('PACK_UNKNOWN', where);
    return;
  }
  const recorded = factsOf(data);
  const agree =
    recorded['sha256'] === row.sha256 &&
    recorded['seal'] === row.seal &&
    recorded['asOfSeq'] === row.as_of_seq &&
    recorded['asOfHash'] === row.as_of_hash;
  if (!agree) faults.add('PACK_RECORD_DIFFERS', where);
  if (row.as_of_seq !== asOf.seq || row.as_of_hash !== asOf.hash || row.seal !== seal)
    faults.add('COVER_ALTERED', where);
  if (row.sha256 !== sha256) faults.add('FILE_ALTERED', where);
}

function factsOf(data: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(data) as object) };
  } catch {
    return {};
  }
}
