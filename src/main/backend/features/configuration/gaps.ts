import { sql } from 'kysely';
import type { Gap } from '#shared/features/configuration/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

/**
 * Mandatory steps that are open for an asset, by profile: of its newest run of each profile, in the version of that
 * run, and of every profile that reaches it and of which it had no run. The trigger on custody asks the same.
 *
 * @param departmentId the department of whoever is to get it; null when that is not known or has none
 */
export async function listGaps(db: Db, assetId: number, departmentId: number | null): Promise<Gap[]> {
  const { rows } = await sql<{ profileId: number; name: string; runId: number | null; title: string }>`
    SELECT due.profile_id AS "profileId", profile.name, due.run_id AS "runId", step.title
    FROM (
      SELECT latest.profile_id, latest.version_id, latest.run_asset_id, member.run_id
      FROM configuration_latest AS latest
      JOIN configuration_run_asset AS member ON member.id = latest.run_asset_id
      WHERE latest.asset_id = ${assetId}
      UNION ALL
      SELECT reach.profile_id, reach.version_id, NULL, NULL
      FROM configuration_reach AS reach JOIN asset ON asset.id = ${assetId}
      WHERE (reach.category_id IS NULL OR reach.category_id = asset.category_id)
        AND (reach.department_id IS NULL OR reach.department_id IN (asset.department_id, ${departmentId}))
        AND NOT EXISTS (SELECT 1 FROM configuration_latest AS latest
          WHERE latest.asset_id = asset.id AND latest.profile_id = reach.profile_id)
    ) AS due
    JOIN configuration_profile AS profile ON profile.id = due.profile_id
    JOIN configuration_step AS step ON step.version_id = due.version_id AND step.mandatory = 1
    WHERE NOT EXISTS (SELECT 1 FROM configuration_mark AS mark
      WHERE mark.run_asset_id = due.run_asset_id AND mark.step_id = step.id AND mark.withdrawn_at IS NULL)
    ORDER BY profile.name, due.profile_id, step.position`.execute(rawExecutor(db));
  return [...Map.groupBy(rows, ({ profileId }) => profileId).values()].flatMap((steps) => {
    const [first] = steps;
    if (!first) return [];
    const profile = { id: first.profileId, name: first.name };
    return [{ profile, runId: first.runId, steps: steps.map(({ title }) => title) }];
  });
}

/** Overrides of assets that lack nothing any more are told no longer. */
export async function cureOverrides({ tx, now }: CommandContext, assetIds: readonly number[]): Promise<void> {
  for (const assetId of assetIds) {
    const uncured = await tx
      .selectFrom('configuration_override')
      .select('id')
      .where('asset_id', '=', assetId)
      .where('cured_at', 'is', null)
      .executeTakeFirst();
    if (!uncured || (await listGaps(tx, assetId, null)).length > 0) continue;
    await tx
      .updateTable('configuration_override')
      .set({ cured_at: now })
      .where('asset_id', '=', assetId)
      .where('cured_at', 'is', null)
      .execute();
  }
}
