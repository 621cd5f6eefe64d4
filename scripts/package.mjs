// Makes what is handed out. On Linux and without arguments: the folder, an archive and a Debian package, with nothing
// but what the machine has; with arguments whatever electron-builder is asked for (installers of Windows and macOS and
// the AppImage need its own tools from the internet).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeDebianPackage } from './debian-package.mjs';
import { nodePath, read, Refusal, root, run, say, toolPath } from './places.mjs';

const output = join(root, 'dist');
export const unpackedFolder = join(output, 'linux-unpacked');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const archiveFile = join(output, `quartermaster-${version}-linux-x64.tar.gz`);
export const debianFile = join(output, `quartermaster_${version}_amd64.deb`);

const MB = 1_000_000;

/**
 * What each part may weigh, bytes. Most of it is Electron; what is ours stands first.
 * @type {[string, () => string, number][]}
 */
const budget = [
  ['application (app.asar)', () => join(unpackedFolder, 'resources', 'app.asar'), 32 * MB],
  ['native modules (app.asar.unpacked)', () => join(unpackedFolder, 'resources', 'app.asar.unpacked'), 6 * MB],
  ['the whole, unpacked', () => unpackedFolder, 320 * MB],
  ['tar.gz', () => archiveFile, 125 * MB],
  ['deb', () => debianFile, 105 * MB],
];

function bytesOf(path) {
  const state = statSync(path);
  if (!state.isDirectory()) return state.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** @throws Refusal when a part is heavier than it may be. */
function keepBudget() {
  const heavy = [];
  for (const [name, pathOf, most] of budget) {
    const path = pathOf();
    if (!existsSync(path)) continue;
    const bytes = bytesOf(path);
    say(`${name}: ${(bytes / MB).toFixed(1)} MB of ${most / MB} MB`);
    if (bytes > most) heavy.push(name);
  }
  if (heavy.length > 0) throw new Refusal(`Too heavy: ${heavy.join(', ')}. Leave something out, or raise the budget.`);
}

/** The instant of the last commit: the same sources give the same archive. */
function sourceDate() {
  return Number(process.env.SOURCE_DATE_EPOCH ?? read('git', ['log', '-1', '--format=%ct']) ?? 0);
}

function makeArchive(date) {
  const name = `quartermaster-${version}`;
  const steps = `tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime=@${date} \
    --transform 's,^linux-unpacked,${name},' -C '${output}' linux-unpacked | gzip -n -6 > '${archiveFile}'`;
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', steps], { encoding: 'utf8' });
  if (status !== 0) throw new Refusal(`The archive could not be written: ${stderr}`);
}

async function build(runtime, args) {
  return run(nodePath(), [
    toolPath('electron-builder'),
    ...args,
    `-c.electronDist=${runtime.folder}`,
    `-c.electronVersion=${runtime.version}`,
    '--publish',
    'never',
  ]);
}

export async function packageApplication(runtime, args) {
  rmSync(output, { recursive: true, force: true });
  const code = await build(runtime, args.length > 0 ? args : ['--linux', 'dir']);
  if (code !== 0) return code;
  if (args.length === 0 && process.platform === 'linux') {
    const date = sourceDate();
    makeArchive(date);
    makeDebianPackage({ folder: unpackedFolder, file: debianFile, version, date });
  }
  keepBudget();
  return 0;
}
