// A bare Linux lacks libraries that Electron is linked against, and a display. Names of packages differ between
// releases of Debian, so what is missing is asked of the linker, not of the package manager.
import { existsSync } from 'node:fs';
import { read, Refusal, run, say } from './places.mjs';

const packages = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'];
const installLine = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const isRoot = () => process.getuid?.() === 0;

function missingParts(executable) {
  const linked = read('ldd', [executable]) ?? '';
  const missing = linked
    .split('\n')
    // libffmpeg lies beside the executable, where the linker finds it at run time.
    .filter((line) => line.includes('not found') && !line.includes('libffmpeg.so'))
    .map((line) => line.trim().split(' ')[0]);
  if (!hasDisplay() && read('sh', ['-c', 'command -v xvfb-run && command -v xauth']) === undefined) {
    missing.push('xvfb-run (there is no display)');
  }
  return missing;
}

/**
 * Makes sure that the executable can start and has a display to draw on.
 * @throws Refusal with the exact line to type when something is missing and cannot be installed from here
 */
export async function provideLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = missingParts(executable);
  if (missing.length === 0) return;
  const wanted = `Electron needs ${missing.join(', ')}.`;
  const byHand = `${isRoot() ? '' : 'sudo sh -c '}${isRoot() ? installLine : `'${installLine}'`}`;
  if (!isRoot() || !existsSync('/etc/debian_version')) {
    throw new Refusal(`${wanted} Install them, on Debian or Ubuntu with:\n  ${byHand}`);
  }
  say(`${wanted} Installing with apt, because this is root on Debian or Ubuntu:\n  ${installLine}`);
  const code = await run('sh', ['-c', `(${installLine}) >&2`], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0 || missingParts(executable).length > 0) {
    throw new Refusal(`The installation did not help. Please run by hand:\n  ${installLine}`);
  }
}

/** The command that runs another one on a display, a virtual one where there is none. */
export function onDisplay(command, args) {
  return hasDisplay() ? [command, args] : ['xvfb-run', ['-a', command, ...args]];
}

/** Chromium refuses to run as root with its own sandbox; the renderer's sandbox settings keep their meaning. */
export const sandboxArguments = () => (process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []);
