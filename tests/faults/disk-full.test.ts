import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

/** A file system of its own, so small that it fills at once; only the superuser may make one. */
function mountSmall(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-full-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).status === 0;
  if (mounted) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

const small = process.platform === 'linux' && process.getuid?.() === 0 ? mountSmall() : null;
let desk: TestDesk;

beforeEach(async () => {
  if (small) desk = await openReadyDesk({ parentFolder: small });
});
afterEach(async () => {
  if (!small) return;
  await desk.close();
  spawnSync('umount', [small]);
  rmSync(small, { recursive: true, force: true });
});

describe.skipIf(!small)('a full disk', () => {
  it('[O2] is said, loses nothing acknowledged, and is over as soon as there is room', async () => {
    const filler = join(small ?? '', 'filler');
    const { bavail, bsize } = statfsSync(small ?? '');
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 200_000)));
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
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect((await desk.client.assets.list({})).total).toBe(acknowledged.length + 1);
    expect(await desk.client.assets.lookup({ code: tag })).not.toBeNull();
  });
});
