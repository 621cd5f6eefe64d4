import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, findByCode, getAssetRow } from '#backend/features/assets/index.ts';
import { moveAsset, recoverAsset } from '#backend/features/custody/index.ts';
import { isAlarming } from '#shared/features/assets/status.ts';
import type { VarianceCause, VarianceDecision } from '#shared/features/stocktakes/model.ts';
import { declareOfStocktake, findFreezing, noteFoundByScan } from '#backend/features/incidents/index.ts';
import { openInParts, stocktakeParts } from './lifecycle.ts';
import { countOpen, getReconciling } from './repository.ts';
import { lossOf, nextOutcome } from './variance-rules.ts';
import type { Register } from './variance-rules.ts';

/** So many decisions are applied in one transaction: a scan at the desk waits no longer than for these. */
const portion = 200;

/**
 * Writes the next decisions into the register, and closes the stocktake when
 * none is left. Cut short, it goes on where it was: each line keeps what came
 * of its decision.
 *
 * @throws Failure STOCKTAKE_STATE, VARIANCES_OPEN while something is undecided or not agreed to.
 */
export async function closeStocktake(
  command: CommandContext,
  id: number,
): Promise<{ closed: boolean; remaining: number }> {
  const { tx, now, actor } = command;
  const stocktake = await getReconciling(tx, id);
  const open = await countOpen(tx, id);
  const parts = await openInParts(tx, id);
  const undecided = open.undecided + parts.undecided;
  const unapproved = open.unapproved + parts.unapproved;
  if (undecided > 0 || unapproved > 0) throw new Failure('VARIANCES_OPEN', { undecided, unapproved });
  const startedAt = stocktake.started_at ?? stocktake.planned_at;
  const lines = await tx
    .selectFrom('stocktake_line')
    .selectAll()
    .where('stocktake_id', '=', id)
    .where('decision', 'is not', null)
    .where('outcome', 'is', null)
    .orderBy('id')
    .limit(portion)
    .execute();
  for (const line of lines) await apply(command, line, { id, startedAt, number: stocktake.number });
  const foundAgain = await listFoundAgain(command, id, portion - lines.length);
  for (const assetId of foundAgain) await tellFoundAgain(command, assetId, stocktake.number);
  const remaining = open.variances - open.applied - lines.length;
  command.changed('stocktakes');
  if (remaining > 0 || lines.length + foundAgain.length === portion) {
    await command.record({
      event: 'stocktakes.decisionsApplied',
      subject: `stocktake:${id}`,
      data: { applied: lines.length, remaining },
    });
    return { closed: false, remaining };
  }
  for (const part of stocktakeParts) await part.apply(command, { id, number: stocktake.number });
  await tx
    .updateTable('stocktake')
    .set({ state: 'closed', closed_at: now, closed_by: actor.operatorId })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'stocktakes.closed',
    subject: `stocktake:${id}`,
    data: { number: stocktake.number, variances: open.variances + parts.variances },
  });
  return { closed: true, remaining: 0 };
}

interface DecidedLine {
  id: number;
  asset_id: number | null;
  code: string | null;
  cause: VarianceCause | null;
  decision: VarianceDecision | null;
  decided_at: string | null;
  note: string | null;
  seen_place_id: number | null;
  seen_at: string | null;
}

async function apply(
  command: CommandContext,
  line: DecidedLine,
  { id, startedAt, number }: { id: number; startedAt: string; number: number },
): Promise<void> {
  if (line.decision === null) return;
  const { tx } = command;
  const asset =
    line.asset_id === null
      ? ((await findByCode(tx, line.code ?? '', false))[0] ?? null)
      : await getAssetRow(tx, line.asset_id, false);
  const incident = asset === null ? null : await findFreezing(tx, asset.id);
  const register: Register | null =
    asset === null
      ? null
      : {
          status: asset.status,
          placeId: asset.place?.id ?? null,
          lastSeenAt: asset.lastSeenAt,
          movedAt: await lastMovedAt(command, asset.id),
          frozen: incident !== null,
        };
  const outcome = nextOutcome(line.decision, { placeId: line.seen_place_id, at: line.seen_at, startedAt }, register);
  let seq: number | null = null;
  if (outcome === 'applied' && asset !== null) {
    const note = line.note ?? `#${number}`;
    if (line.decision === 'mark_missing')
      seq = await applyMovement(command, {
        assetId: asset.id,
        kind: 'status_changed',
        event: 'stocktakes.markedMissing',
        change: { status: 'missing' },
        from: asset.status,
        to: 'missing',
        how: 'scan',
        reason: note,
        facts: { stocktake: number },
      });
    if (line.decision === 'open_incident')
      seq = await declareOfStocktake(command, {
        assetId: asset.id,
        kind: lossOf(line.cause),
        description: note,
        stocktakeId: id,
        decidedAt: line.decided_at ?? command.now,
      });
    if (line.decision === 'move_record' && line.seen_place_id !== null) {
      // What an incident is about turned up; that it is free again is said by closing the incident.
      if (incident !== null)
        await noteFoundByScan(command, { id: incident.id, assetId: asset.id, placeId: line.seen_place_id });
      else if (isAlarming(asset.status)) ({ seq } = await recoverAsset(command, asset.id, 'scan'));
      if (asset.place?.id !== line.seen_place_id)
        ({ seq } = await moveAsset(
          command,
          { assetId: asset.id, placeId: line.seen_place_id, note, observed: true },
          'scan',
        ));
      else if (asset.status === 'missing') seq = await tellFoundAgain(command, asset.id, number);
    }
  }
  await tx.updateTable('stocktake_line').set({ outcome, journal_seq: seq }).where('id', '=', line.id).execute();
}

async function lastMovedAt({ tx }: CommandContext, assetId: number): Promise<string | null> {
  const last = await tx
    .selectFrom('movement')
    .select('at')
    .where('asset_id', '=', assetId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.at ?? null;
}

/** Assets that the register still seeks although they were found where they belong. */
async function listFoundAgain({ tx }: CommandContext, id: number, limit: number): Promise<number[]> {
  if (limit <= 0) return [];
  const rows = await tx
    .selectFrom('stocktake_line as line')
    .innerJoin('asset', 'asset.id', 'line.asset_id')
    .select('asset.id')
    .where('line.stocktake_id', '=', id)
    .where('line.result', '=', 'found')
    .where('asset.status', '=', 'missing')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

async function tellFoundAgain(command: CommandContext, assetId: number, number: number): Promise<number> {
  const asset = await getAssetRow(command.tx, assetId, false);
  const status = asset.custodian === null ? 'in_stock' : asset.dueOn === null ? 'in_use' : 'on_loan';
  return applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'stocktakes.foundAgain',
    change: { status },
    from: asset.status,
    to: status,
    how: 'scan',
    facts: { stocktake: number },
  });
}
