import { sql } from 'kysely';
import type { EntitlementDetails, TermDetails } from '#shared/features/licences/entitlement.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getProduct } from '#backend/features/software/index.ts';
import { releaseSeats } from '../seats/release.ts';

const columnsOf = (details: EntitlementDetails) => ({
  product_id: details.productId,
  reference: details.reference,
  metric: details.metric,
  kind: details.kind,
  unlimited: details.unlimited ? 1 : 0,
  units_per_pack: details.unitsPerPack,
  maintenance_from: details.maintenance?.from ?? null,
  maintenance_until: details.maintenance?.until ?? null,
  downgrade: details.downgrade ? 1 : 0,
  upgrades_from_id: details.upgradesFromId,
  site_id: details.siteId,
  department_id: details.departmentId,
  cost_centre_id: details.costCentreId,
  secondary_use: details.secondaryUse,
  installs_per_right: details.installsPerRight,
  core_rule: details.coreRule,
  core_pack: details.corePack,
  notice_days: details.noticeDays,
  auto_renew: details.autoRenew ? 1 : 0,
  supplier_id: details.supplierId,
  contract_id: details.contractId,
  order_number: details.orderNumber,
  purchased_on: details.purchasedOn,
  currency: details.currency,
  terms: details.terms,
  asset_id: details.assetId,
});

const termColumns = (term: TermDetails) => ({
  starts_on: term.startsOn,
  ends_on: term.endsOn,
  quantity: term.quantity,
  cost_minor: term.costMinor,
  period: term.period,
});

/** @throws Failure PAPER_TAKEN, TERMS_OVERLAP. */
export async function createEntitlement(command: CommandContext, details: EntitlementDetails): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  await refuseTakenPaper(command, details, null);
  const { name } = await getProduct(tx, details.productId);
  const { id } = await tx
    .insertInto('entitlement')
    .values({
      ...columnsOf(details),
      licence_key: null,
      ended_on: null,
      ended_because: null,
      created_at: now,
      created_by: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeDevices(command, id, details.deviceIds);
  await addTerm(command, id, details.term);
  await command.record({
    event: 'licences.entitlementCreated',
    subject: `entitlement:${id}`,
    data: { product: name, ...factsOf(details) },
  });
  command.changed('licences');
  return { id };
}

/** What an entitlement says, for the journal. */
function factsOf({ term, maintenance, deviceIds, terms: _terms, ...details }: EntitlementDetails) {
  return {
    ...details,
    maintenance: maintenance === null ? '' : `${maintenance.from} – ${maintenance.until}`,
    devices: deviceIds.length,
    term: `${term.startsOn} – ${term.endsOn ?? ''}`,
    quantity: term.quantity,
    costMinor: term.costMinor,
    period: term.period,
  };
}

async function refuseTakenPaper(
  { tx }: CommandContext,
  { assetId }: EntitlementDetails,
  self: number | null,
): Promise<void> {
  if (assetId === null) return;
  const other = await tx
    .selectFrom('entitlement')
    .select(['id', 'reference'])
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
  if (other && other.id !== self) throw new Failure('PAPER_TAKEN', { reference: other.reference });
}

async function writeDevices({ tx }: CommandContext, id: number, deviceIds: readonly number[]): Promise<void> {
  await tx.deleteFrom('entitlement_device').where('entitlement_id', '=', id).execute();
  for (const assetId of new Set(deviceIds))
    await tx.insertInto('entitlement_device').values({ entitlement_id: id, asset_id: assetId }).execute();
}

/** Adds a term beside those that there are. @throws Failure TERMS_OVERLAP */
export async function addTerm({ tx }: CommandContext, id: number, term: TermDetails): Promise<void> {
  const overlapping = await tx
    .selectFrom('entitlement_term')
    .select('starts_on')
    .where('entitlement_id', '=', id)
    .where('starts_on', '<=', term.endsOn ?? '9999-12-31')
    .where(sql<boolean>`coalesce(ends_on, '9999-12-31') >= ${term.startsOn}`)
    .executeTakeFirst();
  if (overlapping) throw new Failure('TERMS_OVERLAP', { day: overlapping.starts_on });
  await tx
    .insertInto('entitlement_term')
    .values({ entitlement_id: id, ...termColumns(term) })
    .execute();
}

/**
 * Changes what an entitlement says and its last term; the terms before stay as they were.
 *
 * @throws Failure CHANGED_MEANWHILE, ENTITLEMENT_ENDED, SEATS_ARE_ALLOCATED, TERMS_OVERLAP, PAPER_TAKEN.
 */
export async function changeEntitlement(
  command: CommandContext,
  { id, version, ...details }: EntitlementDetails & { id: number; version: number },
): Promise<void> {
  const { tx } = command;
  const row = await findOpen(command, { id, version });
  await refuseTakenPaper(command, details, id);
  const terms = await tx
    .selectFrom('entitlement_term')
    .selectAll()
    .where('entitlement_id', '=', id)
    .orderBy('starts_on', 'desc')
    .execute();
  const [last, former] = terms;
  if (!last) throw notFound('entitlement', id);
  if (former && (former.ends_on ?? '9999-12-31') >= details.term.startsOn)
    throw new Failure('TERMS_OVERLAP', { day: former.starts_on });
  const { seats } = await tx
    .selectFrom('allocation')
    .select(sql<number>`coalesce(sum(seats), 0)`.as('seats'))
    .where('entitlement_id', '=', id)
    .where('released_at', 'is', null)
    .where('override_reason', 'is', null)
    .executeTakeFirstOrThrow();
  const fewer =
    details.term.quantity * details.unitsPerPack < last.quantity * row.units_per_pack ||
    details.unlimited !== (row.unlimited === 1);
  if (fewer && !details.unlimited && seats > details.term.quantity * details.unitsPerPack)
    throw new Failure('SEATS_ARE_ALLOCATED', { seats });
  const writeTerm = () =>
    tx.updateTable('entitlement_term').set(termColumns(details.term)).where('id', '=', last.id).execute();
  const write = () =>
    tx
      .updateTable('entitlement')
      .set({ ...columnsOf(details), version: version + 1 })
      .where('id', '=', id)
      .execute();
  // What becomes more is written first, so that no step between breaks what the whole keeps.
  const wider = details.unlimited || details.unitsPerPack > row.units_per_pack;
  for (const step of wider ? [write, writeTerm] : [writeTerm, write]) await step();
  await writeDevices(command, id, details.deviceIds);
  await command.record({
    event: 'licences.entitlementChanged',
    subject: `entitlement:${id}`,
    data: {
      reference: details.reference,
      before: {
        metric: row.metric,
        kind: row.kind,
        quantity: last.quantity,
        endsOn: last.ends_on,
        costMinor: last.cost_minor,
      },
      after: factsOf(details),
    },
  });
  command.changed('licences');
}

/** @throws Failure NOT_FOUND, CHANGED_MEANWHILE, ENTITLEMENT_ENDED. */
export async function findOpen({ tx }: CommandContext, { id, version }: { id: number; version?: number }) {
  const row = await tx.selectFrom('entitlement').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('entitlement', id);
  if (version !== undefined && row.version !== version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'entitlement', id });
  if (row.ended_on !== null) throw new Failure('ENTITLEMENT_ENDED', { reference: row.reference });
  return row;
}

/** It entitles to nothing after the day; when that is past, its seats are released at once. */
export async function endEntitlement(
  command: CommandContext,
  { id, version, endedOn, because }: { id: number; version: number; endedOn: string; because: string },
): Promise<void> {
  const { tx, now } = command;
  const row = await findOpen(command, { id, version });
  await tx
    .updateTable('entitlement')
    .set({ ended_on: endedOn, ended_because: because, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'licences.entitlementEnded',
    subject: `entitlement:${id}`,
    data: { reference: row.reference, endedOn },
    reason: because,
  });
  const seats = await tx
    .selectFrom('allocation')
    .select('id')
    .where('entitlement_id', '=', id)
    .where('released_at', 'is', null)
    .execute();
  if (endedOn <= dayOf(now))
    await releaseSeats(
      command,
      seats.map((seat) => seat.id),
      'expired',
    );
  command.changed('licences');
}
