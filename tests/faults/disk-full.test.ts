import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { importer } from '#tests/procedures/spreadsheets/support/importer.ts';
import { refuseBroken } from './support/examine.ts';
import { notInjected, survives } from './support/fault.ts';

/** A file system of its own, so small that it fills at once; only the superuser may make one. */
function mountSmall(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-full-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).status === 0;
  if (mounted) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

const small = process.platform === 'linux' && process.getuid?.() === 0 ? mountSmall() : null;
const filler = join(small ?? '', 'filler');
let desk: TestDesk;

if (!small)
  for (const fault of ['full disk', 'read-only disk'])
    notInjected(fault, 'everything', 'only the superuser of Linux may make a disk of its own');

beforeEach(async () => {
  if (small) desk = await openReadyDesk({ parentFolder: small });
});
afterEach(async () => {
  if (small) await desk.close();
});
afterAll(() => {
  if (!small) return;
  spawnSync('umount', [small]);
  rmSync(small, { recursive: true, force: true });
});

/** Leaves so many bytes. */
function fill(left: number): void {
  const { bavail, bsize } = statfsSync(small ?? '');
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

async function signInAgain(): Promise<void> {
  await desk.restart();
  await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
}

function refuseBrokenRegister(): void {
  const inventory = desk.backend.inventory;
  if (!inventory) throw new Error('the register is not open');
  refuseBroken(inventory.sqlite, inventory.dataKey);
}

describe.skipIf(!small)('a full disk', () => {
  it('[O2] DB-023 is said, loses nothing acknowledged, and is over as soon as there is room', async () => {
    await survives('full disk', 'registering', async () => {
      fill(200_000);
      const acknowledged: string[] = [];
      let failure: unknown = null;
      for (let number = 0; number < 5000 && failure === null; number += 1) {
        await desk.client.assets.create({ ...bareAsset, name: `Asset ${number}`, notes: 'x'.repeat(5000) }).then(
          ({ tag }) => acknowledged.push(tag),
          (error: unknown) => {
            failure = error;
          },
        );
      }
      expect(failure).toMatchObject({ code: 'STORAGE_FULL' });
      expect((await desk.client.assets.list({})).total).toBe(acknowledged.length);
      rmSync(filler);
      const { tag } = await desk.client.assets.create(bareAsset);
      await signInAgain();
      expect((await desk.client.assets.list({})).total).toBe(acknowledged.length + 1);
      expect(await desk.client.assets.lookup({ code: tag })).not.toBeNull();
      refuseBrokenRegister();
      return acknowledged.length + 1;
    });
  });

  it('[O2] leaves no half backup, and the next one is whole', async () => {
    await survives('full disk', 'backup', async () => {
      fill(300_000);
      const { jobId } = await desk.client.backups.backUp({});
      expect(await desk.backend.jobs.ended(jobId)).toMatchObject({
        state: 'failed',
        failure: { code: 'STORAGE_FULL' },
      });
      const folder = join(desk.folder, 'backups');
      expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
      rmSync(filler);
      const again = await desk.client.backups.backUp({});
      expect(await desk.backend.jobs.ended(again.jobId)).toMatchObject({ state: 'done' });
      refuseBrokenRegister();
      return 1;
    });
  });

  it('[O2] [I4] an import that it stops is finished at the next start, each row once', async () => {
    await survives('full disk', 'import', async () => {
      const importing = importer(desk);
      const lines = Array.from({ length: 1500 }, (_, row) => `F-${row},${'n'.repeat(200)}`);
      const path = importing.file('full.csv', `Asset Tag,Notes\n${lines.join('\n')}\n`);
      const { jobId } = await desk.client.spreadsheets.startImport(await importing.planFor(path, 'assets'));
      const phase = () => desk.backend.jobs.list().find(({ id }) => id === jobId)?.phase;
      await vi.waitUntil(() => phase() === 'applying', { interval: 1, timeout: 30_000 });
      fill(0);
      expect(await desk.backend.jobs.ended(jobId)).toMatchObject({
        state: 'failed',
        failure: { code: 'STORAGE_FULL' },
      });
      expect((await desk.client.assets.list({})).total).toBeLessThan(lines.length);
      rmSync(filler);
      await signInAgain();
      for (const { id } of desk.backend.jobs.list()) await desk.backend.jobs.ended(id);
      expect((await desk.client.assets.list({})).total).toBe(lines.length);
      refuseBrokenRegister();
      return lines.length;
    });
  });
});

describe.skipIf(!small)('a disk that can not be written', () => {
  it('[O2] DB-014 is said with the reason, leaves the register as it is, and is over as soon as it can be', async () => {
    await survives('read-only disk', 'start', async () => {
      const { tag } = await desk.client.assets.create(bareAsset);
      await closeBackend(desk.backend);
      const remount = (how: string) => spawnSync('mount', ['-o', `remount,${how}`, small ?? '']).status;
      expect(remount('ro')).toBe(0);
      await desk.restart();
      expect(await desk.client.auth.status()).toMatchObject({ state: 'unusable', problem: 'READ_ONLY' });
      expect(remount('rw')).toBe(0);
      await signInAgain();
      expect(await desk.client.assets.lookup({ code: tag })).not.toBeNull();
      refuseBrokenRegister();
      return 1;
    });
  });
});
