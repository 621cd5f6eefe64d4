import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

const daemon = '/usr/sbin/cupsd';

/** A print system of its own, in a folder of its own: that of the computer is not touched. */
export interface RealCups {
  /** What `CUPS_SERVER` has to be for the programs of CUPS to talk to it. */
  server: string;
  /** Runs one of the programs, such as `lpadmin`. @returns what it said */
  run(name: string, ...args: readonly string[]): string;
  close(): Promise<void>;
}

const settings = (folder: string) => `Listen ${folder}/cups.sock
Browsing No
DefaultAuthType None
ErrorPolicy retry-job
<Location />
  Order allow,deny
</Location>
<Location /admin>
  Order allow,deny
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
`;

const files = (folder: string) => `ServerRoot ${folder}/root
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
CacheDir ${folder}/cache
StateDir ${folder}/state
ErrorLog ${folder}/error
AccessLog ${folder}/access
PageLog ${folder}/page
Sandboxing relaxed
`;

export async function startCups(): Promise<RealCups> {
  const folder = mkdtempSync(join(tmpdir(), 'cups-'));
  for (const name of ['root', 'spool/tmp', 'cache', 'state']) mkdirSync(join(folder, name), { recursive: true });
  // The filters run as somebody else where this is run by root.
  spawnSync('chmod', ['-R', 'a+rwX', folder]);
  writeFileSync(join(folder, 'cupsd.conf'), settings(folder));
  writeFileSync(join(folder, 'cups-files.conf'), files(folder));
  const args = ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')];
  const child = spawn(daemon, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const server = join(folder, 'cups.sock');
  const env = { ...process.env, LC_ALL: 'C', CUPS_SERVER: server };
  const run = (name: string, ...rest: readonly string[]) => {
    const { stdout, stderr } = spawnSync(name, rest, { env, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  };
  // Each question is a program of its own, which is pause enough; in between it is heard whether the daemon has ended.
  while (!run('lpstat', '-r').includes('scheduler is running')) {
    await setImmediate();
    if (child.exitCode === null) continue;
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${daemon} ends at once with ${child.exitCode}`);
  }
  return {
    server,
    run,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a print system can be started here, or why not, and the drivers that it has, as `lpinfo -m` lists them. */
export async function findCups(): Promise<{ why: string | null; drivers: string }> {
  if (!existsSync(daemon)) return { why: `no ${daemon} on this computer`, drivers: '' };
  if (!existsSync('/usr/bin/lpstat')) return { why: 'no programs to ask CUPS with', drivers: '' };
  try {
    const cups = await startCups();
    const drivers = cups.run('lpinfo', '-m');
    await cups.close();
    return { why: null, drivers };
  } catch (error) {
    return { why: String(error), drivers: '' };
  }
}
