import type { ProfileDetails, StepDetails } from '#shared/features/configuration/model.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { cureOverrides } from './gaps.ts';
import './tables.ts';

/** Writes the draft of the next version. @throws Failure PROFILE_NAME_TAKEN, CHANGED_MEANWHILE. */
export async function saveProfile(
  command: CommandContext,
  { id, version, details }: { id: number | null; version: number; details: ProfileDetails },
): Promise<{ id: number }> {
  const { tx } = command;
  await refuseTaken(command, id, details.name);
  const columns = { name: details.name, category_id: details.categoryId, department_id: details.departmentId };
  let profileId = id;
  if (profileId === null) {
    const row = await tx
      .insertInto('configuration_profile')
      .values({ ...columns, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    profileId = row.id;
  } else await updateSeen(command, 'configuration_profile', { id: profileId, version }, columns);
  const draft = await draftOf(command, profileId);
  await tx.deleteFrom('configuration_step').where('version_id', '=', draft.id).execute();
  await insertSteps(command, draft.id, details.steps);
  await command.record({
    event: id === null ? 'configuration.profileCreated' : 'configuration.profileChanged',
    subject: `configuration_profile:${profileId}`,
    data: { after: details, number: draft.number },
  });
  command.changed('configuration');
  return { id: profileId };
}

async function refuseTaken({ tx }: CommandContext, id: number | null, name: string): Promise<void> {
  const namesake = await tx
    .selectFrom('configuration_profile')
    .select('id')
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('PROFILE_NAME_TAKEN', { name });
}

/** The draft of a profile, begun when there is none. */
async function draftOf({ tx }: CommandContext, profileId: number): Promise<{ id: number; number: number }> {
  const draft = await tx
    .selectFrom('configuration_version')
    .select(['id', 'number'])
    .where('profile_id', '=', profileId)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  if (draft) return draft;
  const { last } = await tx
    .selectFrom('configuration_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('profile_id', '=', profileId)
    .executeTakeFirstOrThrow();
  return tx
    .insertInto('configuration_version')
    .values({ profile_id: profileId, number: Number(last ?? 0) + 1, published_at: null, published_by: null })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

async function insertSteps({ tx }: CommandContext, versionId: number, steps: readonly StepDetails[]): Promise<void> {
  await tx
    .insertInto('configuration_step')
    .values(
      steps.map((step, index) => ({
        version_id: versionId,
        position: index + 1,
        phase: step.phase,
        title: step.title,
        instruction: step.instruction,
        mandatory: step.mandatory ? (1 as const) : (0 as const),
        role: step.role,
        proof: step.proof,
        choices: JSON.stringify(step.proof === 'choice' ? step.choices : []),
      })),
    )
    .execute();
}

/** @throws Failure PROFILE_HAS_NO_DRAFT, CHANGED_MEANWHILE. */
export async function publishProfile(command: CommandContext, seen: Seen): Promise<{ number: number }> {
  const { tx, now, actor } = command;
  await updateSeen(command, 'configuration_profile', seen, {});
  const { name } = await tx
    .selectFrom('configuration_profile')
    .select('name')
    .where('id', '=', seen.id)
    .executeTakeFirstOrThrow();
  const draft = await tx
    .updateTable('configuration_version')
    .set({ published_at: now, published_by: actor.operatorId })
    .where('profile_id', '=', seen.id)
    .where('published_at', 'is', null)
    .returning('number')
    .executeTakeFirst();
  if (!draft) throw new Failure('PROFILE_HAS_NO_DRAFT', { name });
  await command.record({
    event: 'configuration.profilePublished',
    subject: `configuration_profile:${seen.id}`,
    data: { name, number: draft.number },
  });
  command.changed('configuration');
  return draft;
}

/** @throws Failure CHANGED_MEANWHILE */
export async function archiveProfile(command: CommandContext, seen: Seen): Promise<void> {
  const { tx, now } = command;
  await updateSeen(command, 'configuration_profile', seen, { archived_at: now });
  const waiting = await tx
    .selectFrom('configuration_override')
    .select('asset_id')
    .distinct()
    .where('cured_at', 'is', null)
    .execute();
  await cureOverrides(
    command,
    waiting.map((row) => row.asset_id),
  );
  await command.record({
    event: 'configuration.profileArchived',
    subject: `configuration_profile:${seen.id}`,
    data: {},
  });
  command.changed('configuration');
}
