// Proves the packages that `npm run package` has made: unpacks each, reads what is burnt into its binary, tries the known
// ways around that, and has it do the main job. Run on a display by bootstrap.mjs; says what was proved, exit status 1
// when something was not.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCurrentFuseWire, FuseState, FuseV1Options } from '@electron/fuses';
import { archiveFile, debianFile, unpackedFolder } from './package.mjs';
import { say } from './places.mjs';
import { sandboxArguments } from './system-libraries.mjs';

const work = mkdtempSync(join(tmpdir(), 'quartermaster-smoke-'));
const failed = [];

function prove(what, holds, facts = '') {
  console.log(`${holds ? 'proved ' : 'FAILED '} ${what}${holds || facts === '' ? '' : `: ${facts}`}`);
  if (!holds) failed.push(what);
}

/** Runs to the end or for so long; a window that stays open is ended with all of its processes. */
function start(executable, args, { env = {}, longest = 20_000, look = async () => undefined } = {}) {
  return new Promise((resolve) => {
    const data = mkdtempSync(join(work, 'data-'));
    const child = spawn(executable, [...sandboxArguments(), ...args], {
      env: { ...process.env, QM_DATA: data, ...env },
      detached: true,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    const { pid } = child;
    // The whole group, whose number is that of its leader.
    const timer = setTimeout(() => pid !== undefined && process.kill(-pid, 'SIGKILL'), longest);
    const looked = look();
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      void looked.then((seen) => resolve({ code, signal, out, err, seen }));
    });
  });
}

const expectedFuses = {
  RunAsNode: FuseState.DISABLE,
  EnableCookieEncryption: FuseState.ENABLE,
  EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
  EnableNodeCliInspectArguments: FuseState.DISABLE,
  EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
  OnlyLoadAppFromAsar: FuseState.ENABLE,
  LoadBrowserProcessSpecificV8Snapshot: FuseState.DISABLE,
  GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
};

async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const wrong = Object.entries(expectedFuses).filter(([name, state]) => wire[FuseV1Options[name]] !== state);
  prove('the fuses burnt into the binary are the ones that were asked for', wrong.length === 0, wrong.join(' '));
}

/** Whether somebody listens on the port at any moment of two seconds. */
async function listens(port) {
  const end = performance.now() + 2000;
  while (performance.now() < end) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.setTimeout(200, () => resolve(false));
    });
    if (open) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function tryExploits(folder) {
  const executable = join(folder, 'quartermaster');
  const marker = join(work, 'planted.txt');
  const script = join(work, 'plant.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'ran')`);
  const planted = () => {
    const ran = existsSync(marker);
    rmSync(marker, { force: true });
    return ran;
  };
  // The trial itself is tried on plain Node first: a marker that never appears proves nothing.
  spawnSync(process.execPath, [script]);
  prove('the planted script leaves its mark where it runs', planted());

  await start(executable, [script], { env: { ELECTRON_RUN_AS_NODE: '1' }, longest: 5000 });
  prove('ELECTRON_RUN_AS_NODE runs no script', !planted());

  await start(executable, ['cli', 'doctor'], { env: { NODE_OPTIONS: `--require=${script}` } });
  prove('NODE_OPTIONS loads nothing', !planted());

  for (const name of ['inspect', 'inspect-brk', 'remote-debugging-port']) {
    const port = await freePort();
    const { code, err, seen } = await start(executable, [`--${name}=${port}`], {
      longest: 10_000,
      look: () => listens(port),
    });
    prove(`--${name} opens no port and ends the start`, !seen && code === 1, `port ${seen}, exit ${code}, ${err}`);
  }

  const changed = join(work, 'changed');
  cpSync(folder, changed, { recursive: true });
  rmSync(join(changed, 'resources', 'app.asar'));
  mkdirSync(join(changed, 'resources', 'app'));
  writeFileSync(join(changed, 'resources', 'app', 'package.json'), '{"name":"quartermaster","main":"plant.cjs"}');
  cpSync(script, join(changed, 'resources', 'app', 'plant.cjs'));
  await start(join(changed, 'quartermaster'), [], { longest: 5000 });
  prove('a folder in the place of app.asar is not run', !planted());
  rmSync(changed, { recursive: true, force: true });
}

async function doMainJob(name, executable) {
  const begun = performance.now();
  const { code, out, err } = await start(executable, ['self-test'], { longest: 180_000 });
  const lines = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  for (const { step, ms } of lines.filter((line) => line.step)) console.log(`        ${step}: ${ms} ms`);
  const last = lines.at(-1) ?? {};
  const good = code === 0 && last.packaged === true && last.done > 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  prove(`${name}: the main job is done in the package (${seconds} s)`, good, JSON.stringify(last) + err.slice(-2000));
}

function unpack(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

try {
  if (!existsSync(unpackedFolder)) throw new Error('There is no package yet: npm run package');
  await readFuses(join(unpackedFolder, 'quartermaster'));
  await tryExploits(unpackedFolder);
  if (existsSync(archiveFile)) {
    mkdirSync(join(work, 'archive'));
    unpack('tar', ['-xzf', archiveFile, '-C', join(work, 'archive'), '--strip-components=1']);
    await doMainJob('tar.gz', join(work, 'archive', 'quartermaster'));
    rmSync(join(work, 'archive'), { recursive: true });
  } else await doMainJob('folder', join(unpackedFolder, 'quartermaster'));
  if (existsSync(debianFile)) {
    unpack('dpkg-deb', ['-x', debianFile, join(work, 'deb')]);
    await doMainJob('deb', join(work, 'deb', 'opt', 'Quartermaster', 'quartermaster'));
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
say(failed.length === 0 ? 'the packages are proved' : `${failed.length} not proved: ${failed.join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
