import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { DeviceDetails, DeviceScan } from '#shared/features/devices/contract.ts';
import { Cable, hasCables } from '#tests/support/cable.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { simulatedScanner, waitForDevice } from '#tests/support/devices.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';
import { examine } from './support/examine.ts';
import { chance, notInjected, survives, times } from './support/fault.ts';
import { killWhile } from './support/victim.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterAll(async () => desk.close());

async function signInAgain(): Promise<void> {
  await desk.restart();
  await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
}

const hasCable = hasCables();
if (!hasCable) notInjected('scanner unplugged', 'a code', 'there are no pseudo terminals');

describe.skipIf(!hasCable)('a scanner that is unplugged in the middle of a code', () => {
  const pulls = times(4, 40);

  it(
    `[V2] is missing, comes back, and no half code counts as a scan, ${pulls} times`,
    { timeout: 30 * 60_000 },
    async () => {
      const path = join(desk.folder, 'scanner');
      const cable = new Cable(path);
      await cable.plug();
      const line = { usb: null, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
      const details: DeviceDetails = { ...simulatedScanner, connection: { type: 'serial', path, ...line } };
      const { id } = await desk.client.devices.save({ id: null, ...details });
      await waitForDevice(desk, id, ({ state }) => state === 'ready');
      const scans = await desk.client.devices.scans();
      const next = async () => ((await scans.next()).value as DeviceScan | undefined)?.code;
      for (let pull = 0; pull < pulls; pull += 1) {
        const code = `IT-${String(chance.between(1, 999_999)).padStart(6, '0')}`;
        await survives('scanner unplugged', 'a code', async () => {
          cable.send('IT-000001\r');
          expect(await next()).toBe('IT-000001');
          cable.send(code.slice(0, chance.between(1, code.length)));
          await cable.unplug();
          await waitForDevice(desk, id, ({ state }) => state === 'missing');
          await cable.plug();
          await waitForDevice(desk, id, ({ state }) => state === 'ready');
          // Whatever a half code had become would come before this one.
          cable.send('IT-000002\r');
          expect(await next()).toBe('IT-000002');
          return 2;
        });
      }
      await scans.return?.();
      await desk.client.devices.archive({ id });
      await cable.unplug();
    },
  );
});

/** What was printed, by the tag that each label carries. */
function tagsOf(labels: readonly string[]): string[] {
  return labels.map((label) => /IT-\d{6}/.exec(label)?.[0] ?? '?');
}

/**
 * What is known to be printed was printed once for each time it was asked for, and what is of unknown fate once more at
 * most. @returns how many labels are known to be printed
 */
async function refuseDoubles(jobIds: readonly number[], printed: readonly string[]): Promise<number> {
  const labels = (await Promise.all(jobIds.map((jobId) => desk.client.labels.jobLabels({ jobId })))).flat();
  const known = labels.filter(({ state }) => state === 'confirmed');
  for (const tag of new Set(labels.map(({ code }) => code))) {
    const count = printed.filter((one) => one === tag).length;
    const least = known.filter(({ code }) => code === tag).length;
    const most = least + labels.filter(({ code, state }) => code === tag && state === 'unknown').length;
    if (count < least || count > most)
      throw new Error(`the label of ${tag} was printed ${count} times, which is not ${least} to ${most}`);
  }
  return known.length;
}

describe('a batch of labels', () => {
  const deaths = times(3, 40);
  const labels = 6;

  it(
    `[V4] whose printer dies goes on at its place, prints nothing twice, and asks about the label on its way, ${deaths} times`,
    { timeout: 30 * 60_000 },
    async () => {
      let printer = await startZplPrinter();
      const { port } = printer;
      const { id: printerId } = await desk.client.labels.savePrinter(printerAt(port));
      const { rows } = await desk.client.assets.list({ limit: labels });
      const ids = rows.map(({ id }) => id);
      for (let death = 0; death < deaths; death += 1) {
        await survives('printer dies', 'a batch', async () => {
          // The rest of the batch before came out of this one.
          printer.received.length = 0;
          printer.faults.dropAfterBytes = chance.between(1, 4000);
          const print = { kind: 'asset' as const, ids, templateId: 'asset-50x25', printerId, copies: 1 };
          const { jobId } = await desk.client.labels.print(print);
          await jobThat(desk, jobId, ({ state }) => state === 'waiting' || state === 'done');
          await printer.close();
          const before = tagsOf(printer.received);
          await refuseDoubles([jobId], before);
          printer = await startZplPrinter({ port });
          await desk.client.labels.resume({ jobId, repeatUnknown: false });
          const { unknown } = await jobThat(desk, jobId, ({ state }) => state === 'done');
          expect(unknown).toBeLessThanOrEqual(1);
          const known = await refuseDoubles([jobId], [...before, ...tagsOf(printer.received)]);
          expect(known + unknown).toBe(labels);
          return known;
        });
      }
      await printer.close();
      await desk.client.labels.archivePrinter({ id: printerId });
    },
  );

  it(
    `[V4] of an application that is killed goes on at its place and prints nothing twice, ${deaths} times`,
    { timeout: 30 * 60_000 },
    async () => {
      const printer = await startZplPrinter();
      const { id: printerId } = await desk.client.labels.savePrinter(printerAt(printer.port, { name: 'Killed' }));
      const dataKey = Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
      for (let death = 0; death < deaths; death += 1) {
        await closeBackend(desk.backend);
        printer.received.length = 0;
        const moment = { lines: 2, thenMs: chance.between(0, 400) };
        const { told } = await killWhile({ name: 'print-loop', args: [desk.folder, printerId, labels] }, moment);
        await survives('kill -9', 'printing', async () => {
          examine(desk.folder, dataKey, told);
          await signInAgain();
          const first = Number(told.find((line) => line['jobId'] !== undefined)?.['jobId']);
          // The last one may have been begun and not been told any more.
          const jobIds = (await desk.client.labels.queue()).map((job) => job.id).filter((id) => id >= first);
          for (const jobId of jobIds) {
            await jobThat(desk, jobId, ({ state }) => state === 'waiting' || state === 'done');
            await desk.client.labels.resume({ jobId, repeatUnknown: false });
            await jobThat(desk, jobId, ({ state }) => state === 'done');
          }
          return refuseDoubles(jobIds, tagsOf(printer.received));
        });
      }
      await printer.close();
      expect(await desk.client.labels.listPrinters()).toHaveLength(1);
    },
  );
});
