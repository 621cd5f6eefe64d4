import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getReservation } from './repository.ts';
import type { ReservationRow } from './repository.ts';

/** @throws Failure RESERVATION_ENDED when it was fetched or cancelled. */
export function refuseEnded(row: ReservationRow): void {
  if (row.state !== 'booked') throw new Failure('RESERVATION_ENDED');
}

/**
 * Gives free what was kept for somebody.
 *
 * @throws Failure RESERVATION_ENDED.
 */
export async function cancelReservation(
  command: CommandContext,
  { id, reason }: { id: number; reason: string | null },
): Promise<void> {
  const row = await getReservation(command.tx, id);
  refuseEnded(row);
  await command.tx
    .updateTable('reservation')
    .set({ state: 'cancelled', version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'loans.reservationCancelled',
    subject: `reservation:${id}`,
    data: { tag: row.tag, holder: row.holder_name, from: row.from_on, to: row.to_on },
    reason,
  });
  command.changed('loans', 'procurement');
}
