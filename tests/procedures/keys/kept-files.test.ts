import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { closeBackend } from '#backend/backend.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { keyChangeDraft } from '#backend/kernel/storage/key-change.ts';
import { turnBackDraft } from '#backend/kernel/storage/turn-back.ts';
import { keptFileKinds, kindOfFile, listKeptFiles } from '#backend/kernel/vault/kept-files.ts';
import { importer } from '#tests/procedures/spreadsheets/support/importer.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

const { username, password } = administrator;
const plainHeader = 'SQLite format 3';

let desk: TestDesk;
let outside: string;
/** Every file that lay in the data folder at some moment. */
const seen = new Set<string>();
let stop = () => undefined as void;

function look(): void {
  for (const path of listKeptFiles(desk.folder)) seen.add(path);
}

/** Looks whenever a job tells something: what lies there only while it runs is seen as well. */
function watch(): void {
  stop();
  stop = desk.backend.events.subscribe('job', (_status: JobStatus) => look());
}

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'quartermaster-outside-'));
  desk = await openReadyDesk({
    host: {
      openFile: async () => Promise.resolve(look()),
      keychain: {
        status: async () => Promise.resolve({ usable: true, store: 'kwallet6' }),
        wrap: async (text) => Promise.resolve(text),
        unwrap: async (wrapped) => Promise.resolve(wrapped),
      },
    },
  });
  watch();
}, 60_000);
afterAll(async () => {
  stop();
  rmSync(outside, { recursive: true });
  await desk.close();
});

const ended = async ({ jobId }: { jobId: string }) => desk.backend.jobs.ended(jobId);
const kindsOf = (paths: Iterable<string>) => new Set([...paths].map((path) => kindOfFile(path)?.kind ?? path));

/** What a register does in its life that lays files down. */
async function live(): Promise<void> {
  const { id: assetId } = await desk.client.assets.create(bareAsset);
  const file = new File(['Hold the button for ten seconds.'], 'manual.txt');
  const { id } = await desk.client.assets.attach({ assetId, file, thumbnail: null });
  await desk.client.assets.openAttachment({ id });
  const imports = importer({ ...desk, folder: outside });
  const path = imports.file(
    'laptops.csv',
    'Tag,Name,Category,Purchased on\nK-1,One,Laptops,2026-01-01\nK-2,Two,Laptops,no day\n',
  );
  expect(await imports.run(await imports.planFor(path, 'assets', 'skip'))).toMatchObject({ state: 'done' });
  expect(await ended(await desk.client.backups.backUp({}))).toMatchObject({ state: 'done' });
  expect(await ended(await desk.client.backups.drill())).toMatchObject({ state: 'done' });
  writeFileSync(join(desk.folder, 'quartermaster.db.before-0001'), 'a copy from before a migration');
  await desk.client.keys.setKeychain({ on: true, password });
  desk.backend.log.info('lived');
  look();
}

async function changeKey(): Promise<void> {
  expect(await ended(await desk.client.keys.changeDataKey({ password }))).toMatchObject({ state: 'done' });
  for (const { id } of desk.backend.jobs.list()) await desk.backend.jobs.ended(id);
  look();
}

/** Its middle is damaged, and it is salvaged. */
async function turnBack(): Promise<void> {
  await closeBackend(desk.backend);
  const database = join(desk.folder, 'quartermaster.db');
  const content = readFileSync(database);
  content.fill(0xa5, content.length - 4096);
  writeFileSync(database, content);
  await desk.restart();
  watch();
  await desk.client.backups.salvage({ username, password });
  look();
}

describe('the register of files in the data folder', () => {
  it('[S5] names every file that lies there, also those that are there for a moment only', async () => {
    await live();
    const former = Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
    await changeKey();
    const left = listKeptFiles(desk.folder);
    const opening = left.filter((path) => path.endsWith('.db') && opensWith(path, former));
    // Nothing is left under the former key but what is declared to stay.
    expect(opening.filter((path) => kindOfFile(path)?.onKeyChange !== 'stays')).toEqual([]);
    expect(left.filter((path) => ['absent', 'removed'].includes(kindOfFile(path)?.onKeyChange ?? ''))).toEqual([]);
    const { files } = await desk.client.keys.overview();
    expect(files).toBe(1);
    await turnBack();

    expect([...seen].filter((path) => kindOfFile(path) === null)).toEqual([]);
    const kinds = kindsOf(seen);
    for (const kind of [
      'database',
      'contents',
      'vault',
      'keychain',
      'backup',
      'rejects',
      'opened',
      'note',
      'log',
      'lock',
    ])
      expect(kinds, kind).toContain(kind);
    for (const kind of ['import_staging', 'migration_copy', 'set_aside']) expect(kinds, kind).toContain(kind);
    // Those that may come and go between two looks.
    const drafts = [keyChangeDraft('.'), turnBackDraft('.')].map(
      (path) => kindOfFile(`${path}/quartermaster.db`)?.kind,
    );
    expect([...drafts, kindOfFile('work/drill/restored.db')?.kind]).toEqual(['draft', 'draft', 'trial']);
  }, 120_000);

  it('[S5] holds nothing readable but what is declared to be in clear, and that for its owner only', () => {
    const paths = listKeptFiles(desk.folder);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const start = readFileSync(join(desk.folder, path)).subarray(0, plainHeader.length).toString('latin1');
      if (kindOfFile(path)?.protection !== 'clear') expect(start, path).not.toBe(plainHeader);
    }
    for (const path of paths.filter((each) => kindOfFile(each)?.kind === 'rejects'))
      expect(statSync(join(desk.folder, path)).mode & 0o077, path).toBe(0);
  });

  it('[S5] is shown with how many there are of each kind and what becomes of them', async () => {
    await desk.client.auth.signIn({ username, password });
    const { besides } = await desk.client.keys.overview();
    expect(besides.find(({ kind }) => kind === 'backup')).toMatchObject({
      protection: 'key_of_its_day',
      onKeyChange: 'stays',
      files: expect.any(Number) as number,
    });
    expect(besides.find(({ kind }) => kind === 'set_aside')?.files).toBeGreaterThan(0);
    const shown = new Set(besides.map(({ kind }) => kind));
    expect(keptFileKinds.filter(({ kind }) => !shown.has(kind)).map(({ kind }) => kind)).toEqual(['lock']);
  });
});

function opensWith(path: string, key: Uint8Array): boolean {
  try {
    openSqlite({ file: join(desk.folder, path), key, readonly: true }).close();
    return true;
  } catch {
    return false;
  }
}
