// Whether a package of the lock file has a known hole: asked of the registry where it answers, and said aloud where not.
//   node scripts/audit.mjs [--insist]
import { spawnSync } from 'node:child_process';
import { root, say } from './places.mjs';

/** Holes that keep a version from being handed out; lesser ones are told. */
const grave = new Set(['high', 'critical']);
const longest = 60_000;

/** What npm's own client hears of all packages: those of the window and Electron are built in, and stand there among the tools. */
function ask() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const asked = spawnSync(npm, ['audit', '--json', '--fetch-retries=0'], {
    cwd: root,
    encoding: 'utf8',
    timeout: longest,
    shell: process.platform === 'win32',
  });
  try {
    return JSON.parse(asked.stdout);
  } catch {
    return { message: asked.error?.message ?? 'npm said nothing' };
  }
}

/** A hole by its title and address, or the package through which it comes. */
const nameOf = (via) => (typeof via === 'string' ? `by ${via}` : `${via.title} (${via.url})`);

/** @returns 'clean', 'holes', or 'not asked' where the registry does not answer such questions */
export function auditDependencies() {
  const report = ask();
  const found = Object.values(report.vulnerabilities ?? {});
  if (report.vulnerabilities === undefined || report.metadata === undefined) {
    say(
      `known holes were NOT looked for: the registry does not answer audits (${report.message ?? 'no reason given'})`,
    );
    return 'not asked';
  }
  for (const { name, severity, via } of found) say(`known hole, ${severity}: ${name}, ${via.map(nameOf).join('; ')}`);
  if (found.some(({ severity }) => grave.has(severity))) return 'holes';
  say(`known holes were looked for in ${report.metadata.dependencies.total} packages: none that is grave`);
  return 'clean';
}

if (import.meta.filename === process.argv[1]) {
  const verdict = auditDependencies();
  const insists = process.argv.includes('--insist');
  process.exitCode = verdict === 'holes' || (insists && verdict !== 'clean') ? 1 : 0;
}
