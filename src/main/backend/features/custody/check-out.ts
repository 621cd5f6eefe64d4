import type { AssetRow, Condition, Movement } from '#shared/features/assets/model.ts';
import { isAlarming, isOnTheWayOut } from '#shared/features/assets/status.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { columnsOf } from './custodian.ts';
import type { CustodianRef } from './custodian.ts';
import { askBefore, beforeTaken, whenTaken } from './lifecycle.ts';
import { findOpenCustody, insertCustodies, isHeldByWay } from './repository.ts';
import { mayHandOver, mayHold } from './rules.ts';
import type { CustodyStep } from './steps.ts';

export interface HandOver {
  assetId: number;
  custodian: CustodianRef;
  dueOn: string | null;
  condition: Condition | null;
  note: string | null;
  purpose?: string | null | undefined;
  /** What goes out with the asset and has to come back with it. */
  accessories?: readonly string[] | undefined;
  /** Go on although it is reserved for somebody else. */
  despiteReservation?: boolean | undefined;
}

/**
 * Hands an asset to a person, or puts a place, a team or another asset in
 * charge of it; with a due date it is a loan. A place in charge is also where
 * the asset then stands, and what belongs to another asset stands where that one does.
 *
 * @throws Failure DUE_DAY_PAST, ASSET_HELD, ASSET_NOT_AVAILABLE, CUSTODIAN_GONE, HOLDS_ITSELF, RESERVED_FOR_OTHER,
 * and what other slices refuse (ASSET_FROZEN, CONFIGURATION_OPEN).
 */
export async function checkOut(
  command: CommandContext,
  input: HandOver,
  how: Movement['how'] = 'manual',
): Promise<CustodyStep> {
  const { tx, now, actor } = command;
  // What the sample data tells of lies in the past.
  if (how !== 'sample' && input.dueOn !== null && input.dueOn < dayOf(now))
    throw new Failure('DUE_DAY_PAST', { day: input.dueOn });
  const asset = await getAssetRow(tx, input.assetId, false);
  await askBefore(command, asset);
  const status = input.dueOn === null ? 'in_use' : 'on_loan';
  refuseUnlessFree(asset, status, (await findOpenCustody(tx, asset.id))?.started_at ?? now);
  const holder = await holderOf(command, asset, input.custodian);
  const { category, tag } = asset;
  const taking = { assetId: asset.id, tag, categoryId: category.id, custodian: input.custodian };
  for (const ask of beforeTaken) await ask(command, { ...taking, departmentId: holder.departmentId });
  const [custodyId] = insertCustodies(command, [
    {
      asset_id: asset.id,
      custodian_kind: input.custodian.kind,
      ...columnsOf(input.custodian),
      started_at: now,
      due_on: input.dueOn,
      condition_out: input.condition ?? asset.condition,
      handed_over_by: actor.operatorId,
      from_place_id: asset.place?.id ?? null,
      from_status: asset.status,
      ended_at: null,
      condition_in: null,
      taken_back_by: null,
      note: input.note,
      purpose: input.purpose ?? null,
      accessories: JSON.stringify(input.accessories ?? []),
    },
  ]);
  if (custodyId === undefined) throw new Error('custody was not written');
  const seq = await applyMovement(command, {
    assetId: asset.id,
    kind: 'checked_out',
    event: 'custody.checkedOut',
    change: {
      status,
      ...(holder.placeId === undefined ? {} : { placeId: holder.placeId }),
      ...(input.condition ? { condition: input.condition } : {}),
    },
    from: asset.place?.name ?? null,
    to: holder.name,
    how,
    reason: input.note,
    facts: {
      custodian: `${input.custodian.kind}:${input.custodian.id}`,
      dueOn: input.dueOn,
      ...(input.purpose ? { purpose: input.purpose } : {}),
      ...(input.accessories?.length ? { accessories: input.accessories.join(', ') } : {}),
    },
  });
  await tell(command, asset, custodyId, input);
  return {
    kind: 'checked_out',
    assetId: asset.id,
    custodyId,
    before: { status: asset.status, placeId: asset.place?.id ?? null, condition: asset.condition },
    seq,
  };
}

async function tell(command: CommandContext, asset: AssetRow, custodyId: number, input: HandOver): Promise<void> {
  const { custodian, dueOn: until, despiteReservation = false } = input;
  const taken = { custodyId, assetId: asset.id, tag: asset.tag, custodian, until, despiteReservation };
  for (const react of whenTaken) await react(command, { ...taken, how: 'handed_over' });
}

function refuseUnlessFree(asset: AssetRow, to: 'in_use' | 'on_loan', since: string): void {
  const verdict = mayHandOver({ status: asset.status, hasCustodian: asset.custodian !== null }, to);
  if (verdict.allowed) return;
  if (verdict.because === 'ASSET_HELD')
    throw new Failure('ASSET_HELD', { tag: asset.tag, custodian: asset.custodian?.name ?? '', since });
  throw new Failure('ASSET_NOT_AVAILABLE', { tag: asset.tag, status: asset.status });
}

interface Holder {
  name: string;
  /** Where the asset then stands; absent when it stays where it is. */
  placeId?: number | null;
  departmentId: number | null;
}

async function holderOf(command: CommandContext, asset: AssetRow, custodian: CustodianRef): Promise<Holder> {
  const { tx, now } = command;
  switch (custodian.kind) {
    case 'person': {
      const person = await getPerson(tx, custodian.id);
      if (!mayHold(person, dayOf(now)))
        throw new Failure('CUSTODIAN_GONE', { name: person.name, endsOn: person.endsOn });
      return { name: person.name, departmentId: person.department?.id ?? null };
    }
    case 'place':
      return { name: (await getPlace(tx, custodian.id)).path, placeId: custodian.id, departmentId: null };
    case 'team': {
      const { id } = custodian;
      const team = await tx.selectFrom('department').select('name').where('id', '=', id).executeTakeFirst();
      if (!team) throw notFound('department', id);
      return { name: team.name, departmentId: id };
    }
    case 'asset': {
      const holder = await getAssetRow(tx, custodian.id, false);
      if (isOnTheWayOut(holder.status) || isAlarming(holder.status))
        throw new Failure('ASSET_NOT_AVAILABLE', { tag: holder.tag, status: holder.status });
      if (await isHeldByWay(tx, holder.id, asset.id))
        throw new Failure('HOLDS_ITSELF', { tag: asset.tag, holder: holder.tag });
      return { name: holder.tag, placeId: holder.place?.id ?? null, departmentId: null };
    }
  }
}
