import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, rmSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

// A pair of pseudo terminals stands for the cable. Only Linux and macOS have them.
const program = `
import os, pty, sys, tty
a, b = pty.openpty()
tty.setraw(a); tty.setraw(b)
os.symlink(os.ttyname(b), sys.argv[1])
while True:
    bytes = os.read(0, 4096)
    if not bytes: break
    while bytes: bytes = bytes[os.write(a, bytes):]
`;

/** Whether this computer has what a cable is made of. */
export function hasCables(): boolean {
  return process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty']).status === 0;
}

/** A serial line: what is sent into it arrives at the terminal that stands under its path. */
export class Cable {
  readonly path: string;
  #device: ChildProcess | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Its end at the computer appears under the same name each time. */
  async plug(): Promise<void> {
    rmSync(this.path, { force: true });
    const appeared = new Promise<void>((resolve) => {
      const watcher = watch(dirname(this.path), (_event, name) => {
        if (name !== basename(this.path) || !existsSync(this.path)) return;
        watcher.close();
        resolve();
      });
    });
    this.#device = spawn('python3', ['-c', program, this.path], { stdio: ['pipe', 'ignore', 'inherit'] });
    await appeared;
  }

  /** Settles when the line is gone. */
  unplug(): Promise<void> {
    rmSync(this.path, { force: true });
    const device = this.#device;
    if (device === null || device.exitCode !== null || device.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      device.once('close', () => resolve());
      device.kill('SIGKILL');
    });
  }

  send(text: string): void {
    this.#device?.stdin?.write(Buffer.from(text, 'latin1'));
  }
}
