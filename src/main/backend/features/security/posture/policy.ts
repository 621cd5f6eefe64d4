import { postureChecks, posturePolicy, usualPolicy } from '#shared/features/security/posture.ts';
import type { PolicyVersion, PosturePolicy } from '#shared/features/security/posture.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import '../tables.ts';

/** What holds until somebody writes his own is version 0. */
const beginning: PolicyVersion = { version: 0, policy: usualPolicy, note: '', savedAt: null, savedBy: null };

/** All versions of the policy, the one that holds first. */
export async function listPolicyVersions(db: Db): Promise<PolicyVersion[]> {
  const rows = await db
    .selectFrom('posture_policy')
    .innerJoin('operator', 'operator.id', 'saved_by')
    .selectAll('posture_policy')
    .select('display_name')
    .orderBy('posture_policy.version', 'desc')
    .execute();
  const saved = rows.map((row) => ({
    version: row.version,
    policy: posturePolicy.parse(JSON.parse(row.policy)),
    note: row.note,
    savedAt: row.saved_at,
    savedBy: row.display_name,
  }));
  return [...saved, beginning];
}

export async function readPolicy(db: Db): Promise<PolicyVersion> {
  const [newest] = await listPolicyVersions(db);
  return newest ?? beginning;
}

/** @throws Failure NOTHING_ASKED when no check weighs anything, CHANGED_MEANWHILE. */
export async function savePolicy(
  command: CommandContext,
  { policy, note, version }: { policy: PosturePolicy; note: string; version: number },
): Promise<void> {
  const { tx, now, actor } = command;
  if (postureChecks.every((check) => policy.weights[check] === 0)) throw new Failure('NOTHING_ASKED');
  const before = await readPolicy(tx);
  if (before.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'posture_policy', id: version });
  await tx
    .insertInto('posture_policy')
    .values({
      version: version + 1,
      policy: JSON.stringify(policy),
      note,
      saved_at: now,
      saved_by: actor.operatorId,
    })
    .execute();
  await command.record({
    event: 'security.policyChanged',
    subject: 'setting:security.posture',
    data: { version: version + 1, before: JSON.stringify(before.policy), after: JSON.stringify(policy) },
    reason: note === '' ? null : note,
  });
  command.changed('security');
}
