import type { QueueState } from '#shared/features/labels/printer-contract.ts';
import { runProgram } from './run-program.ts';
import type { ProgramResult } from './run-program.ts';
import { SpoolerError } from './spooler.ts';
import type { PageSize, Spooler } from './spooler.ts';

async function ask(name: string, args: readonly string[], input?: Uint8Array): Promise<ProgramResult> {
  const result = await runProgram(name, args, input);
  if (result === null || /scheduler is not running/i.test(result.stderr)) throw new SpoolerError('NO_SPOOLER');
  return result;
}

/**
 * Reads `lpstat -p` (CUPS 2.4): `printer NAME is idle.  enabled since …`, `printer NAME now printing NAME-12.  …`,
 * `printer NAME disabled since … -`, each with the reason on lines of its own.
 */
export function parseQueues(output: string): { name: string; state: QueueState }[] {
  return Array.from(output.matchAll(/^printer (\S+) (.*)$/gm), ([, name = '', rest = '']) => ({
    name,
    state: rest.startsWith('disabled') ? 'stopped' : rest.startsWith('now printing') ? 'printing' : 'ready',
  }));
}

/** `fit-to-page` and its younger name are switched off: a label that is scaled has modules of broken dots. */
function optionsFor(page: PageSize | null): string[] {
  if (page === null) return ['-o', 'raw'];
  const millimetres = (um: number) => String(um / 1000);
  const size = page.paper ?? `Custom.${millimetres(page.widthUm)}x${millimetres(page.heightUm)}mm`;
  return ['-o', `media=${size}`, '-o', 'fit-to-page=false', '-o', 'print-scaling=none'];
}

/** CUPS by its own programs: on Linux and macOS alike, nothing to build or install. */
export const cups: Spooler = {
  list: async () => parseQueues((await ask('lpstat', ['-p'])).stdout),
  stateOf: async (queue) =>
    parseQueues((await ask('lpstat', ['-p', queue])).stdout).find(({ name }) => name === queue)?.state ?? null,
  submit: async (queue, data, page) => {
    const { code, stdout } = await ask('lp', ['-d', queue, '-t', 'Quartermaster', ...optionsFor(page)], data);
    const job = /^request id is (\S+)/m.exec(stdout)?.[1];
    if (code !== 0 || job === undefined) throw new SpoolerError('QUEUE_REFUSED');
    return job;
  },
  holds: async (queue, job) => {
    const { stdout } = await ask('lpstat', ['-o', queue]);
    return stdout.split('\n').some((line) => line.startsWith(`${job} `));
  },
  cancel: async (job) => {
    await ask('cancel', [job]);
  },
};
