import type { AssetStatus } from '#shared/features/assets/status.ts';
import { mayBecome } from '#shared/features/assets/status.ts';
import { freezesCustody } from '#shared/features/incidents/model.ts';
import type { IncidentOutcome } from '#shared/features/incidents/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { recoverAsset, releaseCustody } from '#backend/features/custody/index.ts';
import { addEntry, getIncidentRow, listIncidentAssets, updateIncident } from './repository.ts';
import { fateOf, mayClose } from './rules.ts';

interface Closing {
  id: number;
  version: number;
  outcome: IncidentOutcome;
  note: string;
}

/**
 * Ends an incident. Of a loss or theft, what was found or recovered is in stock again, what is written off is with
 * nobody any more, and where nothing had happened everything is as it was before.
 *
 * @throws Failure INCIDENT_STATE, OUTCOME_UNFIT, CHANGED_MEANWHILE.
 */
export async function closeIncident(command: CommandContext, { id, version, outcome, note }: Closing): Promise<void> {
  const { tx, now, actor } = command;
  const { state, kind, number } = await getIncidentRow(tx, id);
  const verdict = mayClose({ state, kind }, outcome);
  if (!verdict.allowed)
    throw verdict.because === 'INCIDENT_STATE'
      ? new Failure('INCIDENT_STATE', { state })
      : new Failure('OUTCOME_UNFIT', { outcome });
  const ended = { state: 'closed', outcome, closed_by: actor.operatorId, closed_at: now } as const;
  await updateIncident(command, { id, version }, ended);
  const words = note.trim();
  const seq = await command.record({
    event: 'incidents.closed',
    subject: `incident:${id}`,
    data: { number, outcome },
    reason: words,
  });
  await addEntry(command, id, { kind: 'closed', asset_id: null, text: words, journal_seq: seq });
  if (freezesCustody(kind))
    for (const { asset_id: assetId, status_before: before, found_at: foundAt } of await listIncidentAssets(tx, id)) {
      const fate = fateOf(outcome, foundAt !== null);
      if (fate === 'back_to_stock') await recoverAsset(command, assetId, 'manual');
      else if (fate === 'gone') await writeOff(command, assetId, number);
      else await putBack(command, assetId, before, number);
    }
  command.changed('incidents', 'assets', 'custody');
}

/** Nobody answers any more for what will not come back; it stays lost or stolen until it is retired or turns up. */
async function writeOff(command: CommandContext, assetId: number, incident: number): Promise<void> {
  const asset = await getAssetRow(command.tx, assetId, false);
  await releaseCustody(command, assetId);
  await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'incidents.assetWrittenOff',
    change: { status: asset.status },
    from: asset.custodian?.name ?? asset.status,
    to: asset.status,
    how: 'manual',
    facts: { incident },
  });
}

/** Nothing had happened: the status is what it was, over the stock where no step leads straight back. */
async function putBack(command: CommandContext, assetId: number, before: AssetStatus, incident: number): Promise<void> {
  const { status: present } = await getAssetRow(command.tx, assetId, false);
  const step = async (from: AssetStatus, to: AssetStatus) => {
    if (from === to) return;
    await applyMovement(command, {
      assetId,
      kind: 'reversed',
      event: 'incidents.assetPutBack',
      change: { status: to },
      from,
      to,
      how: 'manual',
      facts: { incident },
    });
  };
  if (mayBecome(present, before)) return step(present, before);
  await step(present, 'in_stock');
  return step('in_stock', before);
}
