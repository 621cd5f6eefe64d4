import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBackupHeader } from '#backend/kernel/db/backup.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { readBack } from '#backend/features/backups/read-back.ts';
import { closeBackend } from '#backend/backend.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { chance } from './fault.ts';
import { examine } from './examine.ts';
import type { Script, Victim } from './victim.ts';

/** Work in whose middle a process dies, and how to tell that nothing of it is lost or half done. */
export interface Work {
  during: string;
  folder: string;
  /** What to run next; it goes on with what was left the last time. */
  script(): Script;
  /** A random moment to kill it at. */
  moment(): { lines: number; thenMs: number };
  /** So many writes lie in an ordinary run, of which a power cut hits one. */
  writes: number;
  /** @throws when something is lost or half there. @returns how much had been acknowledged */
  judge(told: Victim['told']): Promise<number>;
  /** Opens the register as an operator does, lets it go on with what was left, and looks once more. */
  finish(): Promise<void>;
}

async function closedDesk(): Promise<{ desk: TestDesk; dataKey: Uint8Array }> {
  const desk = await openReadyDesk({ sampleData: true });
  const dataKey = Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
  await closeBackend(desk.backend);
  return { desk, dataKey };
}

/** Signs in, which picks up what was left, and waits for it. */
async function goOn(desk: TestDesk): Promise<void> {
  await desk.restart();
  await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
  for (const { id } of desk.backend.jobs.list()) await desk.backend.jobs.ended(id);
}

/** Each asset stands as its last scan told; only the very last scan may have been written and not been told any more. */
function refuseOtherHolders(sqlite: Sqlite, told: Victim['told']): void {
  const stands = sqlite.prepare<[string], { status: string; custodian: string }>(`
    SELECT asset.status, coalesce(person.name, place.name, '-') AS custodian FROM asset
    LEFT JOIN custody ON custody.asset_id = asset.id AND ended_at IS NULL
    LEFT JOIN person ON person.id = custody.person_id LEFT JOIN place ON place.id = custody.place_id WHERE tag = ?`);
  const last = new Map(told.filter(({ tag }) => tag !== undefined).map((line) => [String(line['tag']), line]));
  const differing = [...last].filter(([tag, { status, custodian }]) => {
    const now = stands.get(tag);
    return now?.status !== status || now?.custodian !== custodian;
  });
  if (differing.length > 1) throw new Error(`${differing.length} assets do not stand as they were told`);
}

export async function checkingOut(): Promise<Work> {
  const { desk, dataKey } = await closedDesk();
  return {
    during: 'check-out',
    folder: desk.folder,
    script: () => ({ name: 'check-out-loop', args: [desk.folder] }),
    moment: () => ({ lines: chance.between(1, 60), thenMs: chance.between(0, 15) }),
    writes: 1500,
    judge: async (told) =>
      Promise.resolve(examine(desk.folder, dataKey, told, (sqlite) => refuseOtherHolders(sqlite, told))),
    finish: async () => {
      await goOn(desk);
      await desk.close();
    },
  };
}

interface Batch {
  file_name: string;
  state: string;
  rows_applied: number;
  present: number;
}

const rowsInFile = 300;

/** Of each file that was begun all rows stand in the register, or so many as its import says; once acknowledged, all. */
function refuseHalfImports(sqlite: Sqlite, told: Victim['told'], over = false): void {
  const batches = sqlite
    .prepare<[], Batch>(
      `SELECT file_name, state, rows_applied, (SELECT count(*) FROM asset
         WHERE tag LIKE replace(file_name, '.csv', '-%')) AS present FROM import_batch`,
    )
    .all();
  for (const { file_name: name, state, rows_applied: applied, present } of batches) {
    const whole = state === 'applied' ? present === rowsInFile : state === 'applying' && !over;
    if (applied !== present || !whole)
      throw new Error(`${name} is ${state} with ${applied} rows, of which ${present} are there`);
  }
  const strays = Number(sqlite.prepare("SELECT count(*) FROM asset WHERE tag LIKE 'F%-%'").pluck().get());
  if (strays !== batches.reduce((sum, { present }) => sum + present, 0)) throw new Error('rows of no import are there');
  for (const { ended, state } of told) {
    if (ended === undefined) continue;
    if (state !== 'done') throw new Error(`the import of ${ended} ended as ${state}`);
    if (!batches.some((batch) => batch.file_name === ended && batch.state === 'applied'))
      throw new Error(`the import of ${ended} was acknowledged and is lost`);
  }
}

export async function importing(): Promise<Work> {
  const { desk, dataKey } = await closedDesk();
  let next = 1;
  const all: Victim['told'] = [];
  return {
    during: 'import',
    folder: desk.folder,
    script: () => ({ name: 'import-loop', args: [desk.folder, next, rowsInFile] }),
    moment: () => ({ lines: chance.between(1, 4), thenMs: chance.between(0, 600) }),
    writes: 6000,
    judge: async (told) => {
      next += told.filter(({ begins }) => begins !== undefined).length;
      all.push(...told);
      return Promise.resolve(examine(desk.folder, dataKey, told, (sqlite) => refuseHalfImports(sqlite, all)));
    },
    finish: async () => {
      await goOn(desk);
      if (desk.backend.inventory) refuseHalfImports(desk.backend.inventory.sqlite, all, true);
      const staged = readdirSync(join(desk.folder, 'work')).filter((name) => name.startsWith('import-'));
      if (staged.length > 0) throw new Error(`of finished imports there is left: ${staged.join(', ')}`);
      await desk.close();
    },
  };
}

export async function backingUp(): Promise<Work> {
  const { desk, dataKey } = await closedDesk();
  const folder = join(desk.folder, 'backups');
  const names = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const offered = (): string[] => names().filter((name) => name.endsWith('.qmbackup'));
  return {
    during: 'backup',
    folder: desk.folder,
    script: () => ({ name: 'backup-loop', args: [desk.folder] }),
    moment: () => ({ lines: chance.between(1, 4), thenMs: chance.between(0, 900) }),
    writes: 2500,
    judge: async (told) => {
      const held = examine(desk.folder, dataKey, told);
      const heads: number[] = [];
      for (const name of offered()) {
        const file = join(folder, name);
        await readBack(file, dataKey, join(desk.folder, 'work', 'judged'), { attachments: true });
        heads.push(readBackupHeader(file).header.journalHead.seq);
      }
      const last = told.findLast(({ path }) => path !== undefined);
      if (last === undefined) return held;
      if (last['state'] !== 'done') throw new Error(`a backup ended as ${last['state']}`);
      // By its plan a newer one takes its place; that one then holds what this one was told after.
      if (!existsSync(String(last['path'])) && !heads.some((seq) => seq >= (last.seq ?? 0)))
        throw new Error('a backup was acknowledged and is lost');
      return held;
    },
    finish: async () => {
      await goOn(desk);
      const drafts = names().filter((name) => !name.endsWith('.qmbackup'));
      if (drafts.length > 0) throw new Error(`of backups that were cut short there is left: ${drafts.join(', ')}`);
      await desk.close();
    },
  };
}
