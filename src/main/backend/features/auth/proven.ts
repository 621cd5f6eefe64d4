import type { Inventory } from '#backend/kernel/inventory.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';

/** A working day: whoever has not given his password since then gives it again. */
const provenForMs = 12 * 3_600_000;

/** When each operator gave his password, for as long as the database stays open. */
const proven = new WeakMap<Inventory, Map<number, string>>();

/** The password was given: until the day is over the badge will do. */
export function noteProven(backend: Backend, operatorId: number): void {
  const inventory = openInventoryOf(backend);
  const known = proven.get(inventory) ?? new Map<number, string>();
  proven.set(inventory, known.set(operatorId, backend.surroundings.now()));
}

/** Whether the badge will do for this operator. */
export function isProven(backend: Backend, operatorId: number): boolean {
  const at = proven.get(openInventoryOf(backend))?.get(operatorId);
  return at !== undefined && Date.parse(backend.surroundings.now()) - Date.parse(at) < provenForMs;
}

/** A sign-in with the password forgives wrong PINs. */
export async function forgivePins({ tx }: CommandContext, operatorId: number): Promise<void> {
  await tx.updateTable('operator_badge').set({ failures: 0 }).where('operator_id', '=', operatorId).execute();
}
