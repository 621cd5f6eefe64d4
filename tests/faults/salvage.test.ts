import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBackend, createBackend, openSession } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { salvageRegister } from '#backend/features/backups/salvage.ts';
import { administrator } from '#tests/support/desk.ts';
import { workerFile } from '#tests/support/bundle-worker.ts';
import { chance, survives, times } from './support/fault.ts';
import { refusals } from './support/salvage-refusals.ts';
import { damagedCopy, refuseChanged, refuseInvented, wholeRegister } from './support/salvages.ts';
import type { Whole } from './support/salvages.ts';

let whole: Whole;
let folder: string;
beforeAll(async () => {
  whole = await wholeRegister();
  folder = join(mkdtempSync(join(tmpdir(), 'quartermaster-salvage-')), 'data');
}, 60_000);
afterAll(() => {
  whole.remove();
  rmSync(join(folder, '..'), { recursive: true });
});

/** Salvages the copy as the window does. @returns the failure that it was refused with, or null */
async function salvage(stopAfter: number | null): Promise<string | null> {
  const backend = createBackend({
    folder,
    version: '0.0.0-test',
    surroundings: systemSurroundings,
    host: nodeHost(workerFile),
  });
  openSession(backend, 'window');
  try {
    const { username, password } = administrator;
    const stop = backend.events.subscribe('job', (status) => {
      if (stopAfter !== null && status.done >= stopAfter && status.phase !== 'starting') backend.jobs.cancel(status.id);
    });
    await salvageRegister(backend, { username, password, second: null }).finally(stop);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await closeBackend(backend);
  }
}

describe('a register of which pages are damaged anywhere', () => {
  const damages = times(3, 60);

  it(
    `[O2] is salvaged row by row, invents nothing, and keeps the damaged file as it is, at least ${damages} times`,
    { timeout: 30 * 60_000 },
    async () => {
      let salvaged = 0;
      // Where the pages that say who may be let in are hit, there is nothing to salvage: such damages go on until one is not.
      for (let damage = 0; damage < damages || (salvaged === 0 && damage < 10 * damages); damage += 1) {
        const damaged = damagedCopy(whole, folder, chance.between(1, 12));
        await survives('corrupted pages', 'salvage', async () => {
          const refused = await salvage(null);
          if (refused !== null && !refusals.has(refused)) throw new Error(refused);
          if (refuseChanged(folder, damaged) !== (refused === null))
            throw new Error('what is set aside is not what was said');
          if (refused !== null) return 0;
          salvaged += 1;
          return refuseInvented(whole, folder);
        });
      }
      expect(salvaged).toBeGreaterThan(0);
    },
  );

  const stops = times(2, 40);

  it(
    `[O2] is as it was when its salvage is stopped at any moment, ${stops} times`,
    { timeout: 30 * 60_000 },
    async () => {
      for (let stop = 0; stop < stops; stop += 1) {
        const damaged = damagedCopy(whole, folder, 2);
        await survives('stopped', 'salvage', async () => {
          const refused = await salvage(chance.between(0, 2000));
          if (refused === null) return refuseChanged(folder, damaged) ? refuseInvented(whole, folder) : 0;
          if (refused !== 'CANCELLED' && !refusals.has(refused)) throw new Error(refused);
          if (refuseChanged(folder, damaged)) throw new Error('a salvage that was stopped came into force');
          return 0;
        });
      }
      expect(existsSync(join(folder, 'quartermaster.db'))).toBe(true);
    },
  );
});
