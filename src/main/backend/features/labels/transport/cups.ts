import type { QueueState } from '#shared/features/labels/printer-contract.ts';
import { runProgram } from './run-program.ts';
import type { ProgramResult } from './run-program.ts';
import { SpoolerError } from './spooler.ts';
import type { JobStage, PageSize, Spooler } from './spooler.ts';

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

/** What `lpstat -l -o` says of a job: a line that begins with its name, then indented `Status: …` and `Alerts: …`. */
function aboutJob(output: string, job: string): { status: string; alerts: string } | null {
  const about = output.split(/^(?=\S)/m).find((text) => text.startsWith(`${job} `));
  if (about === undefined) return null;
  const line = (name: string) => new RegExp(`^\\s+${name}: *(.*)$`, 'm').exec(about)?.[1]?.trim() ?? '';
  return { status: line('Status'), alerts: line('Alerts') };
}

/** As the backends for `socket`, `lpd`, `ipp` and `usb` have it (CUPS 2.4). */
const looksForPrinter = /may not exist|unavailable|unreachable|unable to locate|in use|to become available/i;

/**
 * Reads the stage of a job that its queue still holds. The state of the queue does not tell it: a queue that finds no
 * printer counts as printing.
 */
export function parseHeldJob(output: string, job: string): JobStage | null {
  const about = aboutJob(output, job);
  if (about === null) return null;
  if (!about.alerts.includes('job-printing')) return 'waiting';
  if (looksForPrinter.test(about.status)) return 'unreached';
  return about.status === '' ? 'starting' : 'printing';
}

/**
 * Reads how a job ended. `processing-to-stop-point` stands for a job that was passed on as well as for one that was
 * taken back while it was being passed on (CUPS 2.4.2), so it counts as the former.
 */
export function parseEndedJob(output: string, job: string): JobStage | null {
  const about = aboutJob(output, job);
  if (about === null) return null;
  return /cancel|abort|with-errors/.test(about.alerts) ? 'dropped' : 'passedOn';
}

const pointsPerUm = 72 / 25_400;

/**
 * The name a driver has for pages of this size. A driver that takes any size says so among the sizes it lists
 * (`lpoptions -l`, CUPS 2.4: `PageSize/Media Size: *Letter w144h72 Custom.WIDTHxHEIGHT`); one that does not prints a
 * label on the next larger sheet it knows, without a word.
 *
 * @param options what `lpoptions -l` says of the queue; a queue without a driver lists no sizes and is given any
 * @throws SpoolerError PAGE_SIZE_UNKNOWN
 */
export function nameOfSize({ widthUm, heightUm, paper }: PageSize, options: string): string {
  const custom = `Custom.${widthUm / 1000}x${heightUm / 1000}mm`;
  const listed = /^PageSize\/[^:]*:(.*)$/m.exec(options)?.[1];
  if (listed === undefined) return paper ?? custom;
  const names = listed
    .trim()
    .split(/\s+/)
    .map((name) => name.replace(/^\*/, ''));
  if (paper !== null && names.includes(paper)) return paper;
  if (names.some((name) => name.startsWith('Custom.'))) return custom;
  const same = names.find((name) => {
    const [, width, height] = /^w(\d+)h(\d+)$/.exec(name) ?? [];
    const differs = (points: string | undefined, um: number) => Math.abs(Number(points) - um * pointsPerUm) > 1;
    return width !== undefined && !differs(width, widthUm) && !differs(height, heightUm);
  });
  if (same === undefined) throw new SpoolerError('PAGE_SIZE_UNKNOWN');
  return same;
}

/**
 * `fit-to-page` and its younger name are switched off: a label that is scaled has modules of broken dots. `media` alone
 * is cut down to whole points by the filters of CUPS 2.4 (25 mm become 24.69 mm); `PageSize` is kept to the micrometre,
 * and `media` remains for queues that know no other name.
 */
async function optionsFor(queue: string, page: PageSize | null): Promise<string[]> {
  if (page === null) return ['-o', 'raw'];
  const size = nameOfSize(page, (await runProgram('lpoptions', ['-p', queue, '-l']))?.stdout ?? '');
  return ['-o', `PageSize=${size}`, '-o', `media=${size}`, '-o', 'fit-to-page=false', '-o', 'print-scaling=none'];
}

/** CUPS by its own programs: on Linux and macOS alike, nothing to build or install. */
export const cups: Spooler = {
  list: async () => parseQueues((await ask('lpstat', ['-p'])).stdout),
  stateOf: async (queue) =>
    parseQueues((await ask('lpstat', ['-p', queue])).stdout).find(({ name }) => name === queue)?.state ?? null,
  submit: async (queue, data, page) => {
    const options = await optionsFor(queue, page);
    const { code, stdout } = await ask('lp', ['-d', queue, '-t', 'Quartermaster', ...options], data);
    const job = /^request id is (\S+)/m.exec(stdout)?.[1];
    if (code !== 0 || job === undefined) throw new SpoolerError('QUEUE_REFUSED');
    return job;
  },
  stageOf: async (queue, job) => {
    const held = await ask('lpstat', ['-l', '-o', queue]);
    // A queue that is removed takes its jobs with it, and CUPS knows no queue of this name then.
    if (held.code !== 0) return 'lost';
    const stage = parseHeldJob(held.stdout, job);
    if (stage !== null) return stage;
    const ended = await ask('lpstat', ['-W', 'completed', '-l', '-o', queue]);
    if (ended.code !== 0) return 'lost';
    // A system that keeps no history of its jobs has forgotten it: what left the queue was passed on.
    return parseEndedJob(ended.stdout, job) ?? 'passedOn';
  },
  cancel: async (job) => {
    await ask('cancel', [job]);
  },
};
