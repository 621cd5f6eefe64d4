import type { Movement } from '#shared/features/assets/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { whenHandOverReversed } from './lifecycle.ts';
import { endCustody, getCustody, judgeReturn, reopenCustody } from './repository.ts';
import type { CustodyStep } from './steps.ts';

/**
 * Takes steps back, last first. History is not rewritten: the journal gets a
 * reversal of its own.
 *
 * @param how where the reversal comes from, up to which entry of the journal the assets' history is known, and which
 * entries behind that are taken back already
 * @returns the journal's entries of the reversals
 * @throws Failure UNDO_REFUSED when something happened to one of the assets since, or somebody signed for it.
 */
export async function reverseSteps(
  command: CommandContext,
  steps: readonly CustodyStep[],
  { how, knownUpTo = 0, undone = [] }: Reversing = { how: 'scan' },
): Promise<number[]> {
  const last = new Map(steps.map((step) => [step.assetId, step]));
  for (const step of last.values())
    await refuseIfChanged(command, { ...step, seq: Math.max(step.seq, knownUpTo) }, undone);
  const reversals: number[] = [];
  for (const step of steps.toReversed()) reversals.push(await reverseStep(command, step, how));
  return reversals;
}

interface Reversing {
  how: Movement['how'];
  knownUpTo?: number;
  undone?: readonly number[];
}

async function refuseIfChanged(command: CommandContext, last: CustodyStep, undone: readonly number[]): Promise<void> {
  const { tag } = await getAssetRow(command.tx, last.assetId, false);
  const signed = last.custodyId === null ? null : (await getCustody(command.tx, last.custodyId)).handover_id;
  if (last.kind === 'checked_out' && signed !== null)
    throw new Failure('UNDO_REFUSED', { tag, reason: 'custody.handoverSigned' });
  const later = await command.tx
    .selectFrom('journal')
    .select('event')
    .where('subject', '=', `asset:${last.assetId}`)
    .where('seq', '>', last.seq)
    .where('seq', 'not in', undone)
    .executeTakeFirst();
  if (later) throw new Failure('UNDO_REFUSED', { tag, reason: later.event });
}

async function reverseStep(command: CommandContext, step: CustodyStep, how: Movement['how']): Promise<number> {
  const { tx, now, actor } = command;
  const asset = await getAssetRow(tx, step.assetId, false);
  if (step.custodyId !== null) {
    if (step.kind === 'checked_out') {
      const { condition_out: condition } = await getCustody(tx, step.custodyId);
      await endCustody(tx, step.custodyId, { at: now, condition, operatorId: actor.operatorId, reversed: true });
      for (const react of whenHandOverReversed) await react(command, { custodyId: step.custodyId, tag: asset.tag });
    } else if (step.kind === 'judged') await judgeReturn(tx, step.custodyId, step.before.condition);
    else await reopenCustody(tx, step.custodyId);
  }
  return applyMovement(command, {
    assetId: step.assetId,
    kind: 'reversed',
    event: 'custody.reversed',
    change: step.before,
    observed: true,
    from: asset.custodian?.name ?? asset.place?.name ?? null,
    to: null,
    how,
    facts: { reversedEntry: step.seq, reversed: step.kind },
  });
}
