import { isSufficient, mayLeave, mayRecord, needsWitness } from '#shared/features/retirement/sanitisation.ts';
import type { MediaType, ProcedureDetails, ReportFormat } from '#shared/features/retirement/sanitisation.ts';
import { tagOfLink } from '#shared/primitives/scanned-code.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { findByCode, getAssetRow } from '#backend/features/assets/index.ts';
import { findOpenRetirement, holdsData } from '../repository.ts';
import { addMedium } from './media.ts';
import { sanitisationPolicySetting } from './policy.ts';
import { findMediumBySerial, getMedium, lastHeldAt, listMedia } from './repository.ts';

export interface RecordSource {
  source: 'manual' | 'scan' | ReportFormat;
  reportSha256?: string;
}

/**
 * Writes down what was done to a medium of an asset on its way out, and judges it by the policy of the day.
 *
 * @throws Failure NOT_RETIRING, TECHNIQUE_UNFIT, DESTROY_AFTER_FAILURE, FAILURE_UNTOLD, SANITISED_TOO_EARLY, SANITISED_LATER.
 */
export async function recordSanitisation(
  command: CommandContext,
  { mediumId, ...details }: ProcedureDetails & { mediumId: number },
  { source, reportSha256 }: RecordSource = { source: 'manual' },
): Promise<{ number: number }> {
  const { tx, now, actor } = command;
  const medium = await getMedium(tx, mediumId);
  const { tag } = await getAssetRow(tx, medium.asset_id, false);
  const retirement = await findOpenRetirement(tx, medium.asset_id);
  if (retirement === undefined) throw new Failure('NOT_RETIRING', { tag });
  const serial = medium.serial ?? tag;
  const doneAt = details.doneAt ?? now;
  await refuseUnfitTime(command, medium.asset_id, serial, doneAt);
  const earlier = (await listMedia(tx, medium.asset_id)).find(({ id }) => id === mediumId)?.records ?? [];
  const verdict = mayRecord(
    medium.type,
    details,
    earlier.some(({ result }) => result === 'failed'),
  );
  if (!verdict.allowed) throw new Failure(verdict.because, { serial });
  const { method } = verdict;
  const policy = await readSetting(tx, sanitisationPolicySetting);
  const number = await takeNumbers(tx, 'sanitisation');
  const passed = details.result === 'passed';
  const sufficient = passed && isSufficient(policy, { method, verification: details.verification });
  const witnessed = passed && needsWitness(policy, method);
  await tx
    .insertInto('sanitisation')
    .values({
      number,
      medium_id: mediumId,
      retirement_id: retirement.id,
      technique: details.technique,
      method,
      tool: details.tool,
      tool_version: details.toolVersion,
      passes: details.passes,
      verification: details.verification,
      sample_percent: details.verification === 'sample' ? details.samplePercent : null,
      result: details.result,
      failure: passed ? '' : details.failure.trim(),
      note: details.note,
      done_at: doneAt,
      recorded_at: now,
      operator_id: actor.operatorId,
      sufficient: sufficient ? 1 : 0,
      needs_witness: witnessed ? 1 : 0,
      witness_id: null,
      witnessed_at: null,
      source,
      report_sha256: reportSha256 ?? null,
    })
    .execute();
  await command.record({
    event: 'retirement.sanitised',
    subject: `asset:${medium.asset_id}`,
    data: { tag, number, serial, technique: details.technique, method, result: details.result, sufficient },
    reason: passed ? null : details.failure.trim(),
  });
  command.changed('retirement');
  return { number };
}

/** What was wiped before its user gave it back may hold data again; and nothing is wiped tomorrow. */
async function refuseUnfitTime(
  { tx, now }: CommandContext,
  assetId: number,
  serial: string,
  doneAt: string,
): Promise<void> {
  if (doneAt > now) throw new Failure('SANITISED_LATER');
  const held = await lastHeldAt(tx, assetId);
  if (held !== null && dayOf(doneAt) < dayOf(held))
    throw new Failure('SANITISED_TOO_EARLY', { serial, since: dayOf(held) });
}

/**
 * Records what is gone through by one scan after the other: the serial of a medium, or an asset that has one medium to
 * go. An asset of which no medium is known is taken for one with its own serial.
 *
 * @throws Failure CODE_UNKNOWN, MEDIA_SEVERAL, SERIAL_MISSING, and as {@link recordSanitisation} does.
 */
export async function recordByScan(
  command: CommandContext,
  { code, type, ...details }: ProcedureDetails & { code: string; type: MediaType },
): Promise<{ number: number; tag: string; serial: string; mayLeave: boolean }> {
  const { tx } = command;
  const found = (await findMediumBySerial(tx, code)) ?? (await mediumOfScannedAsset(command, code, type));
  const { number } = await recordSanitisation(command, { ...details, mediumId: found.id }, { source: 'scan' });
  const { tag } = await getAssetRow(tx, found.asset_id, false);
  const states = (await listMedia(tx, found.asset_id)).map(({ state }) => state);
  return {
    number,
    tag,
    serial: found.serial ?? '',
    mayLeave: mayLeave(await holdsData(tx, found.asset_id), states).allowed,
  };
}

async function mediumOfScannedAsset(command: CommandContext, code: string, type: MediaType) {
  const { tx } = command;
  const [asset, ...others] = await findByCode(tx, tagOfLink(code) ?? code, false);
  if (!asset || others.length > 0) throw new Failure('CODE_UNKNOWN', { code });
  if ((await findOpenRetirement(tx, asset.id)) === undefined) throw new Failure('NOT_RETIRING', { tag: asset.tag });
  const media = await listMedia(tx, asset.id);
  const open = media.filter(({ state }) => state !== 'proved' && state !== 'to_witness');
  const [first] = open.length === 0 ? media : open;
  if (open.length > 1)
    throw new Failure('MEDIA_SEVERAL', { tag: asset.tag, serials: open.map(({ serial }) => serial ?? '').join(', ') });
  if (first) return getMedium(tx, first.id);
  const { serial } = await getAssetRow(tx, asset.id, false);
  if (type !== 'none' && serial === null) throw new Failure('SERIAL_MISSING', { tag: asset.tag });
  const added = await addMedium(command, { assetId: asset.id, type, serial, model: '', capacityBytes: null });
  return getMedium(tx, added.id);
}
