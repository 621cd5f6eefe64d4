import type { ProfileDetails, StepDetails } from '#shared/features/configuration/model.ts';
import type { Client } from './desk.ts';

/** A mandatory step that whoever did it signs; tests change what they are about. */
export const bareStep: StepDetails = {
  phase: 'install',
  title: 'Install the system',
  instruction: '',
  mandatory: true,
  role: null,
  proof: 'tick',
  choices: [],
};

export const bareProfile: ProfileDetails = {
  name: 'Laptop',
  categoryId: 1,
  departmentId: null,
  steps: [bareStep, { ...bareStep, phase: 'customise', title: 'Set the wallpaper', mandatory: false }],
};

/** A profile that holds. */
export async function publishedProfile(client: Client, details: ProfileDetails = bareProfile): Promise<number> {
  const { id } = await client.configuration.saveProfile({ id: null, version: 1, details });
  await client.configuration.publishProfile({ id, version: 1 });
  return id;
}
