import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import { managerOf } from './manager-of-backend.ts';
import { readyDriver } from './manager.ts';
import type { DeviceManager } from './manager.ts';

/** How long the reader looks at what stands before it. Milliseconds. */
const look = 400;

/** What stands before a reader that is ready. @throws Failure DEVICE_NOT_READY */
export async function readTagsInFront(backend: Backend, id: number): Promise<string[]> {
  const manager = managerOf(backend);
  readyDriver(manager.link(id));
  return tagsInFront(manager, id);
}

async function tagsInFront(manager: DeviceManager, id: number): Promise<string[]> {
  const { folder, end } = manager.sweep(id);
  await new Promise((resolve) => setTimeout(resolve, look));
  end();
  return folder.takeChanges().map(({ code }) => code);
}

/**
 * Writes an EPC into the one tag in front of the reader. It counts as written only when the tag itself was read with it
 * afterwards: a write may break off half way, and a reader may claim what is not so.
 */
export async function encodeTag(
  { backend, session }: Call,
  { id, epc }: { id: number; epc: string },
): Promise<{ outcome: 'written' | 'unknown'; read: string[] }> {
  const manager = managerOf(backend);
  const driver = readyDriver(manager.link(id));
  if (!driver.write) throw new Failure('DEVICE_CANNOT_WRITE');
  const before = await tagsInFront(manager, id);
  if (before.length !== 1) throw new Failure('ONE_TAG_NEEDED', { count: before.length });
  await driver.write(epc, before[0] ?? '');
  const read = await tagsInFront(manager, id);
  const written = read.length === 1 && read[0] === epc;
  await inTransaction(backend, actingOperator(session), async (command) => {
    await command.record({
      event: written ? 'devices.tagWritten' : 'devices.tagNotWritten',
      subject: `device:${id}`,
      data: { before: before[0] ?? null, wanted: epc, read },
    });
  });
  return { outcome: written ? 'written' : 'unknown', read };
}
