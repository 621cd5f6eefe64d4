import type * as z from 'zod';
import type { deciding, ReviewPolicy } from '#shared/features/retirement/review.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { decommission } from '../decommission.ts';
import { reviewOne, reviewPolicySetting } from './read-review.ts';

/**
 * Decides over candidates together. What is to be retired is taken out of service at once, in the same transaction.
 *
 * @throws Failure KEEP_UNTIL_WHEN, KEEP_UNTIL_PAST, DECOMMISSION_BLOCKED, HAS_DEPENDANTS, ASSET_FROZEN.
 */
export async function decide(
  command: CommandContext,
  { assetIds, decision, until, reason }: z.output<typeof deciding>,
): Promise<void> {
  const { tx, now, actor } = command;
  const today = dayOf(now);
  if (decision === 'keep' && until === null) throw new Failure('KEEP_UNTIL_WHEN');
  if (decision === 'keep' && until !== null && until <= today) throw new Failure('KEEP_UNTIL_PAST', { day: until });
  for (const assetId of new Set(assetIds)) {
    const { tag } = await getAssetRow(tx, assetId, false);
    const { score, reasons } = await reviewOne(tx, now, assetId);
    const kept = decision === 'keep' ? until : null;
    await tx
      .insertInto('retirement_review')
      .values({
        asset_id: assetId,
        decision,
        until: kept,
        reason,
        score,
        reasons: JSON.stringify(reasons),
        decided_at: now,
        decided_by: actor.operatorId,
      })
      .execute();
    await command.record({
      event: 'retirement.reviewed',
      subject: `asset:${assetId}`,
      data: { tag, decision, until: kept, score, criteria: reasons.map(({ criterion }) => criterion).join(' ') },
      reason,
    });
  }
  if (decision === 'retire')
    await decommission(command, {
      assetIds: [...assetIds],
      reason: 'end_of_life',
      note: reason,
      despiteDependants: false,
    });
  command.changed('retirement');
}

/** What was decided over an asset, the newest first. */
export async function listDecisions(db: Db, assetId: number) {
  const rows = await db
    .selectFrom('retirement_review')
    .innerJoin('operator', 'operator.id', 'retirement_review.decided_by')
    .select(['decision', 'until', 'reason', 'decided_at', 'operator.display_name'])
    .where('asset_id', '=', assetId)
    .orderBy('retirement_review.id', 'desc')
    .execute();
  return rows.map(({ decided_at: at, display_name: by, ...row }) => ({ ...row, at, by }));
}

export async function saveReviewPolicy(command: CommandContext, policy: ReviewPolicy): Promise<void> {
  const before = await readSetting(command.tx, reviewPolicySetting);
  await writeSetting(command.tx, reviewPolicySetting, policy);
  await command.record({
    event: 'retirement.reviewRulesChanged',
    subject: 'setting:retirement.review',
    data: { before, after: policy },
  });
  command.changed('retirement');
}
