import { join } from 'node:path';
import { systemSurroundings } from '#backend/kernel/context.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { accuses, ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import type { Victim } from './victim.ts';

/** What must hold in every register at any moment: statements that find what is half there. */
const halves: Readonly<Record<string, string>> = {
  'an asset in use that nobody has, or one that somebody has and is not in use': `
    SELECT count(*) FROM asset WHERE (status IN ('in_use', 'on_loan'))
      <> EXISTS (SELECT 1 FROM custody WHERE asset_id = asset.id AND ended_at IS NULL)`,
  'an asset without the entry of its registration': `
    SELECT count(*) FROM asset WHERE NOT EXISTS
      (SELECT 1 FROM journal WHERE subject = 'asset:' || asset.id AND event LIKE 'assets.%')`,
  'an asset that was not registered once': `
    SELECT count(*) FROM asset WHERE (SELECT count(*) FROM movement WHERE asset_id = asset.id AND kind = 'registered') <> 1`,
  'a movement without its entry': `
    SELECT count(*) FROM movement WHERE NOT EXISTS (SELECT 1 FROM journal WHERE seq = movement.journal_seq)`,
  'an asset that no search finds': `
    SELECT count(*) FROM asset WHERE NOT EXISTS (SELECT 1 FROM asset_words WHERE rowid = asset.id)`,
};

/** @throws when the database, its references or the chain of its journal are not whole */
export function refuseBroken(sqlite: Sqlite, dataKey: Uint8Array): void {
  const verdict: unknown = sqlite.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') throw new Error(`integrity_check says ${String(verdict)}`);
  const dangling = sqlite.pragma('foreign_key_check') as unknown[];
  if (dangling.length > 0) throw new Error(`${dangling.length} references lead nowhere`);
  const check = new ChainCheck(journalKeyIn(sqlite, dataKey));
  for (const link of readChain(sqlite)) check.check(link);
  const accusing = check.report().faults.find(accuses);
  if (accusing) throw new Error(`the journal is broken at entry ${accusing.at}: ${accusing.kind}`);
}

/** @throws when something in the register is half there */
function refuseHalves(sqlite: Sqlite): void {
  for (const [what, statement] of Object.entries(halves)) {
    const count = Number(sqlite.prepare(statement).pluck().get());
    if (count > 0) throw new Error(`there is ${what}: ${count}`);
  }
}

/** @throws when an entry of the journal that was acknowledged is missing or another one. @returns how many were held */
export function refuseLosses(sqlite: Sqlite, told: Victim['told']): number {
  const hashOf = sqlite.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
  for (const { seq, hash } of told) {
    if (seq === undefined || hashOf.get(seq) === hash) continue;
    throw new Error(`entry ${seq} was acknowledged and is lost`);
  }
  return told.length;
}

/**
 * Opens the register of a dead process with the application's own opening code, looks whether it is whole and holds
 * what was acknowledged, and closes it again. Nothing that was left is picked up.
 */
export function examine(
  folder: string,
  dataKey: Uint8Array,
  told: Victim['told'],
  look: (sqlite: Sqlite) => void = () => undefined,
): number {
  const taken = takeDataFolder(folder);
  const inventory = openInventory(join(folder, 'quartermaster.db'), Uint8Array.from(dataKey), true, systemSurroundings);
  try {
    refuseBroken(inventory.sqlite, dataKey);
    refuseHalves(inventory.sqlite);
    const held = refuseLosses(inventory.sqlite, told);
    look(inventory.sqlite);
    return held;
  } finally {
    inventory.close();
    taken.release();
  }
}
