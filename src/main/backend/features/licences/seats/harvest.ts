import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findReclaimable } from '../reckoning/reclaimable.ts';
import { releaseSeats } from './release.ts';

interface Harvest {
  allocationIds: readonly number[];
  noticeDays: number;
  unusedDays: number;
}

/**
 * Takes seats back that nobody needs: at once, or after a notice within which a holder may object. Seats of who has left
 * and of what is gone need none. What is in use by now is left out.
 */
export async function harvest(
  command: CommandContext,
  { allocationIds, noticeDays, unusedDays }: Harvest,
): Promise<{ released: number; announced: number }> {
  const { tx, now, actor } = command;
  const chosen = new Set(allocationIds);
  const today = dayOf(now);
  const rows = (await findReclaimable(tx, today, { unusedDays })).filter(
    ({ allocationId, announced }) => chosen.has(allocationId) && announced === null,
  );
  const needsNotice = ({ why }: (typeof rows)[number]): boolean =>
    noticeDays > 0 && (why === 'unused' || why === 'not_installed');
  for (const row of rows)
    await tx
      .insertInto('licence_harvest')
      .values({
        allocation_id: row.allocationId,
        why: row.why,
        announced_at: now,
        announced_by: actor.operatorId,
        takes_effect_on: needsNotice(row) ? addDays(today, noticeDays) : today,
        saving_minor: row.saving.minor,
        currency: row.saving.currency,
        outcome: null,
        kept_because: null,
        ended_at: null,
      })
      .execute();
  const announced = rows.filter(needsNotice);
  for (const row of announced)
    await command.record({
      event: 'licences.harvestAnnounced',
      subject: `entitlement:${row.entitlement.id}`,
      data: { product: row.product.name, holder: row.holder, why: row.why, on: addDays(today, noticeDays) },
    });
  const released = await releaseSeats(
    command,
    rows.filter((row) => !needsNotice(row)).map(({ allocationId }) => allocationId),
    'harvested',
  );
  command.changed('licences');
  return { released, announced: announced.length };
}

/** Takes back what was announced and nobody objected to in time. */
export async function harvestDue(command: CommandContext): Promise<{ released: number }> {
  const due = await command.tx
    .selectFrom('licence_harvest')
    .select('allocation_id')
    .where('outcome', 'is', null)
    .where('takes_effect_on', '<=', dayOf(command.now))
    .execute();
  return {
    released: await releaseSeats(
      command,
      due.map((row) => row.allocation_id),
      'harvested',
    ),
  };
}

/** The holder needs the seat after all. */
export async function keepSeat(
  command: CommandContext,
  { harvestId, because }: { harvestId: number; because: string },
): Promise<void> {
  const row = await command.tx
    .updateTable('licence_harvest')
    .set({ outcome: 'kept', kept_because: because, ended_at: command.now })
    .where('id', '=', harvestId)
    .where('outcome', 'is', null)
    .returning('allocation_id')
    .executeTakeFirst();
  if (!row) throw notFound('licence_harvest', harvestId);
  await command.record({
    event: 'licences.seatKept',
    subject: `allocation:${row.allocation_id}`,
    data: { harvest: harvestId },
    reason: because,
  });
  command.changed('licences');
}

/** What is told to the holders of announced seats, by person. */
export async function harvestNotices(db: Db) {
  const rows = await db
    .selectFrom('licence_harvest as harvest')
    .innerJoin('allocation', 'allocation.id', 'harvest.allocation_id')
    .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
    .innerJoin('software_product as product', 'product.id', 'entitlement.product_id')
    .innerJoin('person', 'person.id', 'allocation.person_id')
    .select(['person.id', 'person.name', 'person.email', 'product.name as product', 'harvest.takes_effect_on'])
    .where('harvest.outcome', 'is', null)
    .orderBy('person.name')
    .orderBy('product.name')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => ({
    person: { id: own[0]?.id ?? 0, name: own[0]?.name ?? '' },
    email: own[0]?.email ?? null,
    seats: own.map(({ product, takes_effect_on: takesEffectOn }) => ({ product, takesEffectOn })),
  }));
}
