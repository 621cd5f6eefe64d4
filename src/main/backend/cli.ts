import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseCommand, usage } from './cli/arguments.ts';
import { commands } from './cli/commands.ts';
import { sentenceOf } from './cli/sentences.ts';

/**
 * The command line on the same services and permissions as the window.
 *
 * @param args what stands behind `qm`
 * @returns 0 done, 1 refused or failed with the reason, 2 wrong usage
 */
export async function runCli(args: readonly string[]): Promise<number> {
  const parsed = parseCommand(args);
  if ('problem' in parsed) {
    process.stderr.write(`${parsed.problem}\n\n${usage}\n`);
    return parsed.problem === '' ? 0 : 2;
  }
  const command = commands[parsed.name];
  if (!command) {
    process.stderr.write(`There is no command ${parsed.name}.\n\n${usage}\n`);
    return 2;
  }
  try {
    const answer = await command(parsed);
    process.stdout.write(parsed.json ? `${JSON.stringify(answer.data)}\n` : `${answer.text}\n`);
    return answer.ok ? 0 : 1;
  } catch (error) {
    const failure = sentenceOf(error);
    process.stderr.write(parsed.json ? `${JSON.stringify({ failure })}\n` : `${failure.sentence}\n`);
    return failure.code === 'USAGE' ? 2 : 1;
  }
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  process.exitCode = await runCli(argv.slice(2));
}
