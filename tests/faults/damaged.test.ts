import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  appendFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { checkDatabase } from '#backend/features/backups/read-back.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { examine, refuseLosses } from './support/examine.ts';
import { chance, survives, times } from './support/fault.ts';
import { killWhile } from './support/victim.ts';
import type { Victim } from './support/victim.ts';

let desk: TestDesk;
let dataKey: Uint8Array;
let folder: string;
beforeAll(async () => {
  desk = await openReadyDesk({ sampleData: true });
  dataKey = Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
  await closeBackend(desk.backend);
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-damaged-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await desk.close();
});

/** The content of every table by its digest, or what kept it from being read. */
function contentOf(sqlite: Sqlite): Map<string, string> {
  const tables = sqlite.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  return new Map(
    tables.map((table) => {
      try {
        const rows = sqlite.prepare(`SELECT * FROM "${table}"`).raw().safeIntegers().all();
        const text = JSON.stringify(rows, (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        return [table, createHash('sha256').update(text).digest('hex')];
      } catch (error) {
        return [table, `refused: ${String(error)}`];
      }
    }),
  );
}

/** Opens a damaged file as the application does, and holds what it reads against what was there. */
function refuseSilentDamage(file: string, whole: Map<string, string>): number {
  const damaged = readFileSync(file);
  let refused = false;
  try {
    const inventory = openInventory(file, Uint8Array.from(dataKey), true, systemSurroundings);
    try {
      for (const [table, digest] of contentOf(inventory.sqlite)) {
        if (digest.startsWith('refused')) refused = true;
        else if (digest !== whole.get(table)) throw new Error(`${table} was read and is not what was written`);
      }
    } finally {
      inventory.close();
    }
  } catch (error) {
    if (!(error instanceof Error && error.message === 'STORAGE_CORRUPT')) throw error;
    refused = true;
  }
  if (!readFileSync(file).equals(damaged)) throw new Error('a damaged file was written to');
  let found = false;
  try {
    checkDatabase(file, dataKey, [], true);
  } catch {
    found = true;
  }
  // A page that belongs to nothing any more holds nothing that could be lost.
  if (refused && !found) throw new Error('the check of the register does not find the damage');
  return whole.size;
}

describe('a page of the file of which a bit is turned', () => {
  const flips = times(25, 300);

  it(
    `[O2] is never read as if it were right, and nothing is written on it, ${flips} times`,
    { timeout: 600_000 },
    async () => {
      const before = readFileSync(join(desk.folder, 'quartermaster.db'));
      const file = join(folder, 'flipped.db');
      writeFileSync(file, before);
      const intact = openSqlite({ file, key: dataKey, readonly: true });
      const whole = contentOf(intact);
      intact.close();
      for (let flip = 0; flip < flips; flip += 1) {
        const damaged = Buffer.from(before);
        const at = chance.between(0, before.length - 1);
        damaged[at] = (before[at] ?? 0) ^ (1 << chance.between(0, 7));
        for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
        writeFileSync(file, damaged);
        await survives('corrupted page', 'reading', async () => Promise.resolve(refuseSilentDamage(file, whole)));
      }
      expect(whole.get('asset')).toMatch(/^[\da-f]{64}$/);
    },
  );
});

describe('a write-ahead log of which a part is missing', () => {
  const cuts = times(8, 100);
  let told: Victim['told'];
  beforeAll(async () => {
    ({ told } = await killWhile({ name: 'check-out-loop', args: [desk.folder] }, { lines: 45, thenMs: 0 }));
  }, 60_000);

  /** A register as the killed process left it, on which the log is then damaged. */
  function leftBehind(): { copy: string; log: string } {
    const copy = join(folder, 'log');
    rmSync(copy, { recursive: true, force: true });
    cpSync(desk.folder, copy, { recursive: true });
    // Shared memory of a process that is dead; it is made anew from the log.
    rmSync(join(copy, 'quartermaster.db-shm'), { force: true });
    return { copy, log: join(copy, 'quartermaster.db-wal') };
  }

  it(
    `[O2] opens as it was before that part, whole, and the missing part is told by an anchor, ${cuts} times`,
    { timeout: 600_000 },
    async () => {
      expect(statSync(leftBehind().log).size).toBeGreaterThan(0);
      for (let cut = 0; cut < cuts; cut += 1) {
        await survives('truncated log', 'opening', async () => {
          const { copy, log } = leftBehind();
          truncateSync(log, chance.between(0, statSync(log).size));
          let kept: Victim['told'] = [];
          examine(copy, dataKey, [], (sqlite) => {
            const head = Number(sqlite.prepare('SELECT max(seq) FROM journal').pluck().get());
            kept = told.filter(({ seq }) => (seq ?? 0) <= head);
            refuseLosses(sqlite, kept);
          });
          const [first, last] = [told[0], told.at(-1)];
          const heads = [first, last].map((line) => ({ seq: line?.seq ?? 0, hash: line?.hash ?? '' }));
          const check = () => checkDatabase(join(copy, 'quartermaster.db'), dataKey, heads, true);
          if (kept.length === told.length) expect(check()).toBeGreaterThan(0);
          else expect(check).toThrow('JOURNAL_BROKEN');
          return Promise.resolve(kept.length);
        });
      }
    },
  );

  it(
    `[O2] loses nothing when it is the part of a command that was never acknowledged, ${cuts} times`,
    { timeout: 600_000 },
    async () => {
      for (let cut = 0; cut < cuts; cut += 1) {
        const torn = async () => {
          const { copy, log } = leftBehind();
          // Pages of a transaction without its end, the last of them torn.
          const content = readFileSync(log);
          const length = chance.between(1, 20_000);
          appendFileSync(log, content.subarray(32, 32 + length));
          return Promise.resolve(examine(copy, dataKey, told));
        };
        expect(await survives('torn log', 'opening', torn)).toBe(told.length);
      }
    },
  );
});
