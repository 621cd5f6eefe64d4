import type { AssetRow, Condition, Movement } from '#shared/features/assets/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { findOpenCustody, insertCustodies } from './repository.ts';
import { mayHandOver, mayHold } from './rules.ts';
import type { CustodyStep } from './steps.ts';

export interface CustodianRef {
  kind: 'person' | 'place';
  id: number;
}

export interface HandOver {
  assetId: number;
  custodian: CustodianRef;
  dueOn: string | null;
  condition: Condition | null;
  note: string | null;
}

/**
 * Hands an asset to a person, or puts a place in charge of it; with a due date
 * it is a loan. A place in charge is also where the asset then stands.
 *
 * @throws Failure ASSET_HELD, ASSET_NOT_AVAILABLE, CUSTODIAN_GONE.
 */
export async function checkOut(
  command: CommandContext,
  input: HandOver,
  how: Movement['how'] = 'manual',
): Promise<CustodyStep> {
  const { tx, now, actor } = command;
  const asset = await getAssetRow(tx, input.assetId, false);
  const status = input.dueOn === null ? 'in_use' : 'on_loan';
  refuseUnlessFree(asset, status, (await findOpenCustody(tx, asset.id))?.started_at ?? now);
  const name = await custodianName(command, input.custodian);
  const [custodyId] = await insertCustodies(tx, [
    {
      asset_id: asset.id,
      custodian_kind: input.custodian.kind,
      person_id: input.custodian.kind === 'person' ? input.custodian.id : null,
      place_id: input.custodian.kind === 'place' ? input.custodian.id : null,
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
    },
  ]);
  if (custodyId === undefined) throw new Error('custody was not written');
  const seq = await applyMovement(command, {
    assetId: asset.id,
    kind: 'checked_out',
    event: 'custody.checkedOut',
    change: {
      status,
      ...(input.custodian.kind === 'place' ? { placeId: input.custodian.id } : {}),
      ...(input.condition ? { condition: input.condition } : {}),
    },
    from: asset.place?.name ?? null,
    to: name,
    how,
    reason: input.note,
    facts: { custodian: `${input.custodian.kind}:${input.custodian.id}`, dueOn: input.dueOn },
  });
  return {
    kind: 'checked_out',
    assetId: asset.id,
    custodyId,
    before: { status: asset.status, placeId: asset.place?.id ?? null },
    seq,
  };
}

function refuseUnlessFree(asset: AssetRow, to: 'in_use' | 'on_loan', since: string): void {
  const verdict = mayHandOver({ status: asset.status, hasCustodian: asset.custodian !== null }, to);
  if (verdict.allowed) return;
  if (verdict.because === 'ASSET_HELD')
    throw new Failure('ASSET_HELD', { tag: asset.tag, custodian: asset.custodian?.name ?? '', since });
  throw new Failure('ASSET_NOT_AVAILABLE', { tag: asset.tag, status: asset.status });
}

async function custodianName(command: CommandContext, { kind, id }: CustodianRef): Promise<string> {
  if (kind === 'place') return (await getPlace(command.tx, id)).path;
  const person = await getPerson(command.tx, id);
  if (!mayHold(person, dayOf(command.now)))
    throw new Failure('CUSTODIAN_GONE', { name: person.name, endsOn: person.endsOn });
  return person.name;
}
