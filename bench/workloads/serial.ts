import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cable, hasCables } from '#tests/support/cable.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { compare } from '../measure/compare.ts';
import { ratioResult } from '../measure/result.ts';

const scansPerRound = 100;

const codeOf = (index: number) => `IT-${String(index).padStart(6, '0')}`;

/** The line as bare as it can be read: no framing, nothing decoded. */
function firstBytes(line: ReadStream): Promise<void> {
  return new Promise((resolve) => line.once('data', () => resolve()));
}

async function addScanner({ client }: Context, path: string): Promise<number> {
  const { id } = await client.devices.save({
    id: null,
    name: 'Scanner of the benchmark',
    kind: 'scanner',
    connection: { type: 'serial', path, usb: null, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
    use: 'desk_a',
    framing: 'auto',
    pattern: null,
    beep: null,
  });
  const changes = await client.application.changes();
  while ((await client.devices.list()).find((device) => device.id === id)?.state !== 'ready') await changes.next();
  return id;
}

export const serial: Benchmark = {
  name: 'serial',
  what: `devices.scans of ${scansPerRound} codes over a pseudo terminal, from the write of its bytes to the event`,
  limit: 'reading the first bytes of the same codes from another terminal, and nothing else',
  run: async (context) => {
    if (!hasCables()) return [];
    const folder = mkdtempSync(join(tmpdir(), 'quartermaster-bench-'));
    const [ours, bare] = [new Cable(join(folder, 'ours')), new Cable(join(folder, 'bare'))];
    await ours.plug();
    await bare.plug();
    const id = await addScanner(context, ours.path);
    const line = createReadStream(bare.path);
    // A read still waits when the other end goes, and ends with it.
    line.on('error', () => undefined);
    const scans = await context.client.devices.scans();
    try {
      const comparison = await compare({
        cases: Array.from({ length: scansPerRound }, (_, index) => index),
        ours: async (index) => {
          const next = scans.next();
          ours.send(`${codeOf(index)}\r`);
          const { value: scan, done } = await next;
          insist(done !== true && scan.code === codeOf(index), `another code for ${codeOf(index)}`);
        },
        limit: async (index) => {
          const read = firstBytes(line);
          bare.send(`${codeOf(index)}\r`);
          await read;
        },
      });
      const result = ratioResult('serial byte to event / bare read', comparison, null, [
        'both ways lead through the process that holds the other end of the terminal',
      ]);
      return [{ ...result, target: 'p50 ≤ 2 ms', ok: comparison.ours.p50 <= 2 }];
    } finally {
      await scans.return?.(undefined);
      await context.client.devices.archive({ id });
      line.destroy();
      await Promise.all([ours.unplug(), bare.unplug()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
