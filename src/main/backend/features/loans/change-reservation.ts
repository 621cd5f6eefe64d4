import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { holderOf } from './holder.ts';
import { planOrRefuse, refuseUnfitPeriod } from './plan.ts';
import { getReservation, listChoice, moveBookings, wishOf } from './repository.ts';
import { refuseEnded } from './cancel-reservation.ts';

/**
 * Puts a reservation to another time.
 *
 * @throws Failure RESERVATION_ENDED, CHANGED_MEANWHILE, and whatever refuses a reservation.
 */
export async function changeReservation(
  command: CommandContext,
  change: { id: number; from: Day; to: Day; purpose: string | null; version: number },
): Promise<void> {
  const { tx, now } = command;
  const row = await getReservation(tx, change.id);
  refuseEnded(row);
  if (row.version !== change.version) throw new Failure('CHANGED_MEANWHILE', { entity: 'reservation', id: row.id });
  refuseUnfitPeriod(change, dayOf(now));
  const holder = await holderOf(tx, { forPersonId: row.person_id, forDepartmentId: row.department_id }, change.to);
  const want = {
    ...change,
    wanted: row.wanted,
    name: row.wanted_name ?? row.tag,
    choice: await listChoice(tx, wishOf(row)),
  };
  const plan = await planOrRefuse(command, want, row.id);
  await moveBookings(tx, plan.moves);
  const purpose = change.purpose === '' ? null : change.purpose;
  await tx
    .updateTable('reservation')
    .set({ asset_id: plan.assetId, from_on: change.from, to_on: change.to, purpose, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await command.record({
    event: 'loans.reservationChanged',
    subject: `reservation:${row.id}`,
    data: {
      holder: holder.name,
      before: { from: row.from_on, to: row.to_on, purpose: row.purpose },
      after: { from: change.from, to: change.to, purpose },
    },
  });
  command.changed('loans');
}
