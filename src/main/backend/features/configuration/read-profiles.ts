import type { Profile, ProfileRow, ProfileVersion, Step } from '#shared/features/configuration/model.ts';
import { referenceOf } from '#backend/kernel/db/reference-of.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import './tables.ts';

/** Steps of a version in the order of the work. */
export async function listSteps(db: Db, versionId: number): Promise<Step[]> {
  const rows = await db
    .selectFrom('configuration_step')
    .selectAll()
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
  return rows.map(({ id, phase, title, instruction, mandatory, role, proof, choices }) => ({
    id,
    phase,
    title,
    instruction,
    mandatory: mandatory === 1,
    role,
    proof,
    choices: JSON.parse(choices) as string[],
  }));
}

/** Every version, the newest first. */
async function listVersions(db: Db, profileId: number): Promise<ProfileVersion[]> {
  const rows = await db
    .selectFrom('configuration_version')
    .leftJoin('operator', 'operator.id', 'configuration_version.published_by')
    .selectAll('configuration_version')
    .select('operator.display_name')
    .where('profile_id', '=', profileId)
    .orderBy('number', 'desc')
    .execute();
  return Promise.all(
    rows.map(async ({ id, number, published_at: publishedAt, display_name: publishedBy }) => ({
      id,
      number,
      publishedAt,
      publishedBy,
      steps: await listSteps(db, id),
    })),
  );
}

async function readRows(db: Db, id: number | null): Promise<Profile[]> {
  let rows = db
    .selectFrom('configuration_profile')
    .leftJoin('category', 'category.id', 'configuration_profile.category_id')
    .leftJoin('department', 'department.id', 'configuration_profile.department_id')
    .selectAll('configuration_profile')
    .select(['category.name as category_name', 'department.name as department_name']);
  rows =
    id === null
      ? rows.where('configuration_profile.archived_at', 'is', null)
      : rows.where('configuration_profile.id', '=', id);
  const found = await rows.orderBy('configuration_profile.name').execute();
  return Promise.all(
    found.map(async (row) => {
      const versions = await listVersions(db, row.id);
      const published = versions.find(({ publishedAt }) => publishedAt !== null);
      const shown = published ?? versions[0];
      return {
        id: row.id,
        name: row.name,
        category: referenceOf(row.category_id, row.category_name),
        department: referenceOf(row.department_id, row.department_name),
        published: published?.number ?? null,
        hasDraft: versions.some(({ publishedAt }) => publishedAt === null),
        steps: shown?.steps.length ?? 0,
        mandatory: shown?.steps.filter(({ mandatory }) => mandatory).length ?? 0,
        version: row.version,
        versions,
      };
    }),
  );
}

/** Profiles that hold, by name. */
export async function listProfiles(db: Db): Promise<ProfileRow[]> {
  return (await readRows(db, null)).map(({ versions: _versions, ...row }) => row);
}

export async function getProfile(db: Db, id: number): Promise<Profile> {
  const [profile] = await readRows(db, id);
  if (!profile) throw notFound('configuration_profile', id);
  return profile;
}
