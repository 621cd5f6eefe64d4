import { describe, expect, it } from 'vitest';
import { survives, times } from './support/fault.ts';
import { migrating } from './support/older-register.ts';
import { changingKey } from './support/key-changes.ts';
import { salvaging } from './support/salvages.ts';
import { killWhile } from './support/victim.ts';
import { backingUp, checkingOut, importing } from './support/work.ts';
import type { Work } from './support/work.ts';

/** Kills the work once, at a random moment of it. @returns how much had been acknowledged */
async function killOnce(work: Work): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { told, killed } = await killWhile(work.script(), work.moment());
    if (killed) return survives('kill -9', work.during, async () => work.judge(told));
  }
  throw new Error(`${work.during} is always over before it is killed`);
}

const works: readonly [string, number, () => Work | Promise<Work>][] = [
  ['checking out', times(2, 70), checkingOut],
  ['importing', times(2, 50), importing],
  ['backing up', times(2, 40), backingUp],
  ['changing the data key', times(2, 40), changingKey],
  ['salvaging a damaged register', times(2, 40), salvaging],
  ['migrating an older register', times(3, 40), migrating],
];

describe('kill -9', () => {
  it.each(works)(
    '[O2] DB-018 while %s loses nothing acknowledged and leaves nothing half done, %i times',
    { timeout: 30 * 60_000 },
    async (_what, kills, begin) => {
      const work = await begin();
      let acknowledged = 0;
      for (let kill = 0; kill < kills; kill += 1) acknowledged += await killOnce(work);
      await work.finish();
      expect(acknowledged).toBeGreaterThan(kills);
    },
  );
});
