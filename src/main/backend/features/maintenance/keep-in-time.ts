import * as z from 'zod';
import { dayOf } from '#backend/kernel/context.ts';
import { storageFailureOf } from '#backend/kernel/failure.ts';
import type { Inventory } from '#backend/kernel/inventory.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { coverAssets } from './plans/schedule.ts';
import { portion, raisePortion } from './plans/raise-orders.ts';

/** The day on which what is due was looked for last. */
const lastLookSetting: Setting<string | null> = {
  key: 'maintenance.lastLook',
  schema: z.string().nullable(),
  initial: null,
};

/** New assets come under their plans within this time; what is due changes only with the day. Milliseconds. */
const lookAgainAfter = 15 * 60_000;

const lookedAt = new WeakMap<Inventory, number>();

function isTimeToLook(inventory: Inventory, now: number): boolean {
  const last = lookedAt.get(inventory);
  const sameDay =
    last !== undefined && new Date(last).toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10);
  if (sameDay && now >= last && now - last < lookAgainAfter) return false;
  lookedAt.set(inventory, now);
  return true;
}

/**
 * Covers new assets and raises all orders that have to be there today, in short transactions.
 *
 * @returns how many orders there are more
 */
export async function raiseAll(backend: Backend, actor: Actor): Promise<number> {
  const since = backend.inventory ? await readSetting(backend.inventory.reader, lastLookSetting) : null;
  const today = dayOf(backend.surroundings.now());
  await inTransaction(backend, actor, async (command) => {
    await coverAssets(command, null, since);
    if (since === today) return;
    await writeSetting(command.tx, lastLookSetting, today);
    await command.record({ event: 'maintenance.looked', subject: 'maintenance', data: { day: today } });
  });
  let total = 0;
  for (let looked = portion; looked >= portion;) {
    const part = await inTransaction(backend, actor, (command) => raisePortion(command));
    looked = part.looked;
    total += part.raised;
  }
  return total;
}

/** Looks for what is due when the database is opened and when somebody asks, at most every quarter of an hour. */
export async function raiseDueOrders(backend: Backend): Promise<void> {
  const { inventory } = backend;
  if (!inventory || !isTimeToLook(inventory, Date.parse(backend.surroundings.now()))) return;
  try {
    await raiseAll(backend, clock);
  } catch (error) {
    // Reading goes on on a full disk; the next command says so to somebody who can do something about it.
    if (!storageFailureOf(error)) throw error;
  }
}
