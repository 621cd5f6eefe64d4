import { afterAll, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { examine } from './support/examine.ts';
import { chance, survives, times } from './support/fault.ts';
import { killWhile } from './support/victim.ts';

const scans = times(200, 5000);
const kills = times(2, 20);
let desk: TestDesk | null = null;
afterAll(async () => desk?.close());

it(
  `[K3] killed ${kills} times in ${scans} scans, it goes on at its place and nothing acknowledged is lost`,
  { timeout: 60_000 + scans * 60 },
  async () => {
    desk = await openReadyDesk({ sampleData: true });
    const { folder } = desk;
    const dataKey = Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
    const [place] = await desk.client.places.list({});
    const scope = { placeIds: [], departmentIds: [], categoryIds: [] };
    const plan = { name: 'Everything', scope, method: 'full', sampleSize: null, seed: null, blind: false } as const;
    const { id } = await desk.client.stocktakes.plan(plan);
    await desk.client.stocktakes.start({ id });
    await desk.client.stocktakes.setPlace({ id, placeId: place?.id ?? 0 });
    await closeBackend(desk.backend);
    let last = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const script = { name: 'count-loop', args: [folder, id, last + 1] };
      const { told } = await killWhile(script, { lines: 1 + scans / kills, thenMs: chance.between(0, 10) });
      await survives('kill -9', 'stocktake', async () => Promise.resolve(examine(folder, dataKey, told)));
      last = Number(told.at(-1)?.['number']);
    }
    await desk.restart();
    await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
    const { tally } = await desk.client.stocktakes.get({ id });
    expect(last).toBeGreaterThanOrEqual(scans);
    // The scan after the last acknowledgement may have been written and not been told any more.
    expect(tally?.unknown).toBeGreaterThanOrEqual(last);
    expect(tally?.unknown).toBeLessThanOrEqual(last + 1);
  },
);
