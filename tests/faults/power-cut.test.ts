import { describe, expect, it } from 'vitest';
import { notInjected, survives, times } from './support/fault.ts';
import { migrating } from './support/older-register.ts';
import { buildPowerCut, powerCutWithin } from './support/power-cut.ts';
import { killWhile } from './support/victim.ts';
import { backingUp, checkingOut, importing } from './support/work.ts';
import type { Work } from './support/work.ts';

const why = buildPowerCut();

/** Cuts the power once, at a random write. @returns how much had been acknowledged */
async function cutOnce(work: Work): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const script = work.script();
    const { told, killed } = await killWhile({ ...script, env: powerCutWithin(work.folder, work.writes) }, null);
    // Before it had acknowledged anything there was nothing to lose.
    if (killed && told.length > 0) return survives('power cut', work.during, async () => work.judge(told));
  }
  throw new Error(`${work.during} is always over before the power is cut`);
}

const works: readonly [string, number, () => Work | Promise<Work>][] = [
  ['checking out', times(2, 25), checkingOut],
  ['importing', times(1, 15), importing],
  ['backing up', times(1, 15), backingUp],
  ['migrating an older register', times(2, 25), migrating],
];

if (why !== null) for (const [during] of works) notInjected('power cut', during, why);

describe.skipIf(why !== null)('a power cut that takes everything that was not synced', () => {
  it.each(works)(
    '[O2] while %s loses nothing acknowledged and leaves nothing half done, %i times',
    { timeout: 30 * 60_000 },
    async (_what, cuts, begin) => {
      const work = await begin();
      let acknowledged = 0;
      for (let cut = 0; cut < cuts; cut += 1) acknowledged += await cutOnce(work);
      await work.finish();
      expect(acknowledged).toBeGreaterThan(0);
    },
  );
});
