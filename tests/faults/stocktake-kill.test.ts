import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { closeBackend } from '#backend/backend.ts';

/** The short form for every check; `QM_SCANS=5000 npx vitest run tests/faults/stocktake-kill.test.ts` is the long one. */
const scans = Number(process.env['QM_SCANS'] ?? 200);
const loop = fileURLToPath(new URL('./support/count-loop.ts', import.meta.url));
let desk: TestDesk | null = null;
afterAll(async () => desk?.close());

/** Lets it count so many, then kills it. @returns the number that was acknowledged last */
async function killAfter(folder: string, id: number, first: number, count: number): Promise<number> {
  const child = spawn(process.execPath, [loop, folder, String(id), String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line.split(' ')[0]);
    if (last === first + count - 1) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return last;
}

it(
  `[K3] killed in the middle of ${scans} scans, it goes on at its place and nothing acknowledged is lost`,
  { timeout: 60_000 + scans * 60 },
  async () => {
    desk = await openReadyDesk({ sampleData: true });
    const [place] = await desk.client.places.list({});
    const scope = { placeIds: [], departmentIds: [], categoryIds: [] };
    const plan = { name: 'Everything', scope, method: 'full', sampleSize: null, seed: null, blind: false } as const;
    const { id } = await desk.client.stocktakes.plan(plan);
    await desk.client.stocktakes.start({ id });
    await desk.client.stocktakes.setPlace({ id, placeId: place?.id ?? 0 });
    await closeBackend(desk.backend);
    const half = Math.floor(scans / 2);
    const before = await killAfter(desk.folder, id, 1, half);
    const last = await killAfter(desk.folder, id, before + 1, half);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    const { tally } = await desk.client.stocktakes.get({ id });
    expect(last).toBeGreaterThanOrEqual(half * 2);
    // The scan after the last acknowledgement may have been written and not been told any more.
    expect(tally?.unknown).toBeGreaterThanOrEqual(last);
    expect(tally?.unknown).toBeLessThanOrEqual(last + 1);
  },
);
