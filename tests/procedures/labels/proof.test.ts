import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';

let desk: TestDesk;
let simulator: Awaited<ReturnType<typeof startZplPrinter>>;
let tags: string[];
let jobId: number;

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
  simulator = await startZplPrinter();
  const printer = await desk.client.labels.savePrinter({
    id: null,
    name: 'Desk',
    host: '127.0.0.1',
    port: simulator.port,
    language: 'zpl',
    dpi: 203,
    offsetXDots: 0,
    offsetYDots: 0,
    darkness: null,
  });
  const { rows } = await desk.client.assets.list({ limit: 4 });
  tags = rows.map(({ tag }) => tag);
  const selection = { kind: 'asset' as const, ids: rows.map(({ id }) => id), templateId: 'asset-50x25-qr' };
  const queued = await desk.client.labels.print({ ...selection, printerId: printer.id, copies: 1, proof: true });
  jobId = queued.jobId;
  await jobThat(desk, jobId, ({ state }) => state === 'done');
});
afterEach(async () => {
  await desk.close();
  await simulator.close();
});

const unread = async () => (await desk.client.labels.unread()).flatMap(({ labels }) => labels.map(({ name }) => name));

describe('labels that wait to be scanned back', () => {
  it('[D4] are proved by a scan here and by one at the desk, and the journal says so', async () => {
    expect(await unread()).toEqual(tags);
    expect(await desk.client.labels.readBack({ code: ` ${tags[0] ?? ''} ` })).toEqual({ names: [tags[0]] });
    expect(await desk.client.labels.readBack({ code: tags[0] ?? '' })).toEqual({ names: [] });
    await desk.client.desk.scan({ session: 'A', text: tags[1] ?? '' });
    expect(await unread()).toEqual(tags.slice(2));
    const { entries } = await desk.client.reports.journal({ event: 'labels.readBack' });
    expect(entries.map(({ data }) => data)).toMatchObject([{ labels: [tags[1]] }, { labels: [tags[0]] }]);
  });

  it('[D4] are void when they were not read, and are printed again to be scanned back as well', async () => {
    await desk.client.labels.readBack({ code: tags[0] ?? '' });
    const again = await desk.client.labels.voidUnread({ jobId });
    expect(again.labels).toBe(3);
    await jobThat(desk, again.jobId ?? 0, ({ state }) => state === 'done');
    expect(simulator.received).toHaveLength(7);
    expect(await desk.client.labels.unread()).toMatchObject([{ jobId: again.jobId, labels: [{}, {}, {}] }]);
    expect(await desk.client.labels.voidUnread({ jobId })).toEqual({ jobId: null, labels: 0 });
    const { entries } = await desk.client.reports.journal({ event: 'labels.voided' });
    expect(entries[0]?.data).toMatchObject({ labels: tags.slice(1) });
  });

  it('[V4] a code that nothing waits for proves nothing', async () => {
    expect(await desk.client.labels.readBack({ code: 'NOPE-1' })).toEqual({ names: [] });
    expect(await unread()).toEqual(tags);
  });
});
