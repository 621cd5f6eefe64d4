// Brings node_modules and out/ up to date with the sources; does nothing when they are.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, modules, nodePath, Refusal, root, run, say, toolPath } from './places.mjs';

/** Compares what is installed with the lock file by content: the times of a fresh clone say nothing. */
function isInstalled() {
  const installedList = join(modules, '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  return Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === '') return true;
    const found = installed[place];
    // Optional packages for other systems are rightly absent.
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

export async function provideInstallation() {
  if (isInstalled()) return;
  say('installing the packages of package-lock.json (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    // The output of npm is progress, not the answer of the command that was asked for.
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
    env: process.env,
  });
  if (code !== 0) throw new Refusal('npm ci failed; see its message above.');
}

const stamp = join(root, 'out', '.built');
const products = [
  'main/index.js',
  'main/backend.js',
  'main/jobs.js',
  'main/drawing.js',
  'preload/index.cjs',
  'renderer/index.html',
];
const ingredients = ['src', 'resources', 'electron.vite.config.ts', 'postcss.config.cjs', 'package-lock.json'];

function newest(path) {
  if (!existsSync(path)) return 0;
  const state = statSync(path);
  if (!state.isDirectory()) return path.endsWith('.test.ts') || path.endsWith('.test.tsx') ? 0 : state.mtimeMs;
  // The folder's own time counts too: it tells of a file that was removed.
  return Math.max(state.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isBuilt() {
  if (!existsSync(stamp) || !products.every((product) => existsSync(join(root, 'out', product)))) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return ingredients.every((ingredient) => newest(join(root, ingredient)) <= builtAt);
}

export async function provideBuild() {
  if (isBuilt()) return;
  say('building …');
  const startedAt = new Date();
  const code = await run(nodePath(), [toolPath('electron-vite'), 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 'inherit'],
    env: childEnvironment({ NODE_ENV: 'production' }),
  });
  if (code !== 0) throw new Refusal('The build failed; see the message above.');
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, '');
  // A file saved while the build ran is newer than the build.
  utimesSync(stamp, startedAt, startedAt);
}
