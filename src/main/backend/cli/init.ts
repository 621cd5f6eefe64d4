import type { CommandRun } from './answer.ts';
import { credentialsOf, withBackend } from './connect.ts';

/** Sets a data folder up: administrator, catalogue, sample data when asked for. */
export const init: CommandRun = async (command) => {
  const credentials = await credentialsOf(command);
  return withBackend(command, async ({ client }) => {
    const { recoveryPhrase } = await client.auth.createAdministrator({
      ...credentials,
      displayName: credentials.username,
    });
    await client.setup.finish({ sampleData: command.options['sample'] === true });
    const text = `Set up. Keep this recovery phrase where the data is not: ${recoveryPhrase}`;
    return { ok: true, text, data: { recoveryPhrase } };
  });
};
