import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import { commitKeyChange, keyChangeDraft, keyChangeSteps } from '#backend/kernel/storage/key-change.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { checkAttachments, checkDatabase } from '#backend/features/backups/read-back.ts';
import { carryDatabase, carryFiles } from '#backend/features/keys/prepare-draft.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

const silent = { progress: () => undefined };
const origin = {
  at: '2026-11-24T09:00:00.000Z',
  monotonic: 1,
  boot: 'test',
  actor: 'operator:1',
  role: 'administrator',
  desk: 'desk',
  session: 'session',
  source: 'window' as const,
};

let desk: TestDesk;
let folder: string;
/** The register as it was, and the same with everything made ready under a new key. */
let [before, drafted] = ['', ''];
let keys: { from: Uint8Array; to: Uint8Array };

beforeAll(async () => {
  desk = await openReadyDesk();
  const { id: assetId } = await desk.client.assets.create(bareAsset);
  const file = new File(['Hold the button for ten seconds.'], 'manual.txt');
  await desk.client.assets.attach({ assetId, file, thumbnail: null });
  keys = { from: Uint8Array.from(desk.backend.inventory?.dataKey ?? []), to: new Uint8Array(32).fill(9) };
  await closeBackend(desk.backend);
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-key-'));
  [before, drafted] = [join(folder, 'before'), join(folder, 'drafted')];
  cpSync(desk.folder, before, { recursive: true });
  const draft = keyChangeDraft(desk.folder);
  mkdirSync(draft);
  const change = {
    database: join(desk.folder, 'quartermaster.db'),
    attachments: join(desk.folder, 'attachments'),
    draft,
    keys,
  };
  const files = carryFiles(change, systemSurroundings, silent);
  carryDatabase(change, { origin, operatorId: 1 }, files, systemSurroundings, silent);
  cpSync(desk.folder, drafted, { recursive: true });
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await desk.close();
});

/** A folder as a crash leaves it after so many of the steps by which the new key comes into force; null before the first. */
async function crashedAfter(steps: number | null): Promise<string> {
  const crashed = join(folder, `crashed-${steps ?? 'before'}`);
  cpSync(drafted, crashed, { recursive: true });
  if (steps === null) return crashed;
  const vault = Vault.read(join(crashed, 'vault.json'), systemSurroundings);
  await vault.changeKey({ before: keys.from, after: keys.to }, (text) => {
    commitKeyChange(crashed, text);
    for (const step of keyChangeSteps.slice(0, steps)) step(crashed);
  });
  return crashed;
}

/** Opens it as a start does, by the password. @returns the key that it is under */
async function openAgain(path: string): Promise<Uint8Array> {
  const taken = takeDataFolder(path);
  try {
    const { username, password } = administrator;
    const { dataKey } = await Vault.read(taken.vault, systemSurroundings).openByPassword(username, password);
    openInventory(taken.database, dataKey, true, systemSurroundings).close();
    checkDatabase(taken.database, dataKey, []);
    checkAttachments(taken.database, dataKey, taken.attachments);
    expect(readdirSync(path).filter((name) => name.includes('key'))).toEqual([]);
    return dataKey;
  } finally {
    taken.release();
  }
}

describe('a crash while the data key is changed', () => {
  it('[S5] [O2] before it comes into force leaves the former key, whole, and nothing of the new one', async () => {
    const crashed = await crashedAfter(null);
    expect(existsSync(keyChangeDraft(crashed))).toBe(true);
    expect(await openAgain(crashed)).toEqual(keys.from);
    // A log may stay open beside the database.
    const names = (path: string) => readdirSync(path).filter((name) => !/-(?:wal|shm)$/.test(name));
    expect(names(crashed).toSorted()).toEqual(names(before).toSorted());
  });

  it.each(keyChangeSteps.map((step, index) => [index, step.name] as const))(
    '[S5] [O2] after %i steps, before it would %s, leaves the new key, whole, and nothing of the former one',
    async (steps) => {
      expect(await openAgain(await crashedAfter(steps))).toEqual(keys.to);
    },
  );

  it('[S5] [O2] in the middle of ending what was cut short does no harm either', async () => {
    const crashed = await crashedAfter(0);
    for (let steps = 1; steps <= keyChangeSteps.length; steps += 1)
      for (const step of keyChangeSteps.slice(0, steps)) step(crashed);
    expect(await openAgain(crashed)).toEqual(keys.to);
  });
});
