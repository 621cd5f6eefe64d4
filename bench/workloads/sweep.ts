import { LlrpFramer, llrpTags } from '#backend/features/devices/framing/llrp.ts';
import { managerOf } from '#backend/features/devices/manager-of-backend.ts';
import { LlrpReaderSimulator } from '#backend/features/devices/simulators/llrp-reader.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { ratioResult } from '../measure/result.ts';

/** A minute of a busy portal: a thousand reads a second of a thousand tags. */
const tags = Array.from({ length: 1000 }, (_, index) => `34F4257BF4${String(index).padStart(14, '0')}`);
const rounds = 60;
const reads = tags.length * rounds;

/** The bytes of one round as the reader sends them. */
async function bytesOfRound(): Promise<Buffer> {
  const reader = new LlrpReaderSimulator();
  const line = reader.connect();
  const chunks: Buffer[] = [];
  line?.on('data', (chunk: Buffer) => chunks.push(chunk));
  reader.work(tags);
  reader.readAll();
  // The reader tells first who it is; only reports are wanted here.
  await new Promise((resolve) => setImmediate(resolve));
  line?.destroy();
  return Buffer.concat(chunks);
}

/** Nobody gets at the tags without cutting the stream and reading its messages. */
function decodeOnly(round: Buffer): number {
  const startedAt = performance.now();
  const framer = new LlrpFramer();
  let count = 0;
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const message of framer.push(round)) count += llrpTags(message).length;
  }
  insist(count === reads, `${count} of ${reads} reads decoded`);
  return performance.now() - startedAt;
}

async function addReader({ client }: Context): Promise<number> {
  const { id } = await client.devices.save({
    id: null,
    name: 'Portal of the benchmark',
    kind: 'llrp',
    connection: { type: 'simulator' },
    use: 'stocktake',
    framing: 'auto',
    pattern: null,
    beep: null,
  });
  const changes = await client.application.changes();
  while ((await client.devices.list()).find((device) => device.id === id)?.state !== 'ready') await changes.next();
  return id;
}

/** From the bytes of the reader to what a window is told, through the contract. */
async function sweepAll(context: Context, id: number): Promise<{ milliseconds: number; notices: number }> {
  const reader = managerOf(context.backend).simulator(id);
  insist(reader instanceof LlrpReaderSimulator, 'the simulator of an LLRP reader');
  // Only what is sent here counts.
  reader.readsEvery = null;
  const stream = await context.client.devices.sweep({ id });
  const pull = stream.next();
  const seen = new Map<string, number>();
  // What a reader sends before somebody sweeps is nobody's sweep.
  while (!reader.started) await new Promise((resolve) => setImmediate(resolve));
  const startedAt = performance.now();
  reader.work(tags);
  for (let round = 1; round < rounds; round += 1) {
    reader.readAll();
    // As a socket does: what was sent is handed on before more comes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  let notices = 0;
  let told = 0;
  for (let next = await pull; next.done !== true; next = await stream.next()) {
    notices += 1;
    told = next.value.reads;
    for (const { code, count } of next.value.tags) seen.set(code, count);
    if (told >= reads) break;
  }
  const milliseconds = performance.now() - startedAt;
  await stream.return?.(undefined);
  insist(told === reads, `${told} of ${reads} reads told`);
  insist(
    seen.size === tags.length && [...seen.values()].every((count) => count === rounds),
    `${seen.size} tags with ${[...new Set(seen.values())].join(', ')} reads each`,
  );
  return { milliseconds, notices };
}

export const sweep: Benchmark = {
  name: 'sweep',
  what: 'devices.sweep of 60,000 reads of 1,000 tags over LLRP, none lost',
  limit: 'cutting the stream and reading its messages, and nothing else',
  run: async (context) => {
    const round = await bytesOfRound();
    const limit = distributionOf([decodeOnly(round), decodeOnly(round), decodeOnly(round)]);
    const id = await addReader(context);
    const { milliseconds, notices } = await sweepAll(context, id);
    await context.client.devices.archive({ id });
    const perSecond = Math.round((reads / milliseconds) * 1000);
    const ratio = milliseconds / limit.p50;
    const comparison = { ours: distributionOf([milliseconds]), limit, ratio, ratio95: ratio };
    const result = ratioResult('sweep / decoding only', comparison, null, [
      `${perSecond.toLocaleString('en')} reads a second, folded into ${notices} notices; all ${reads.toLocaleString('en')} counted`,
    ]);
    return [{ ...result, target: '≥ 1,000 reads a second', ok: perSecond >= 1000 }];
  },
};
