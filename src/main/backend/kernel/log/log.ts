import { appendFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '#backend/kernel/context.ts';
import { redact } from './redact.ts';

export interface Log {
  info(event: string, facts?: Record<string, unknown>): void;
  /** Logs a defect and answers with the reference under which support finds it. */
  defect(error: unknown, facts?: Record<string, unknown>): string;
}

const fileLimit = 2_000_000;
const filesKept = 5;

/** Log files of the data folder: one JSON line an event, rotated by size, without secrets. */
export function openLog(folder: string, surroundings: Surroundings): Log {
  const file = join(folder, 'quartermaster.log');
  const write = (level: string, event: string, facts: Record<string, unknown>): void => {
    const line = `${JSON.stringify({ at: surroundings.now(), level, event, ...redact(facts) })}\n`;
    try {
      rotate(file);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // A full disk must not turn a log line into a second failure.
    }
  };
  return {
    info: (event, facts = {}) => {
      write('info', event, facts);
    },
    defect: (error, facts = {}) => {
      const reference = Buffer.from(surroundings.randomBytes(5)).toString('hex').toUpperCase();
      const cause =
        error instanceof Error
          ? { name: error.name, message: error.message, stack: error.stack }
          : { message: String(error) };
      write('defect', reference, { ...facts, cause });
      return reference;
    },
  };
}

export const silentLog: Log = { info: () => undefined, defect: () => 'UNLOGGED' };

function rotate(file: string): void {
  if (!existsSync(file) || statSync(file).size < fileLimit) return;
  rmSync(`${file}.${filesKept}`, { force: true });
  for (let number = filesKept - 1; number >= 1; number -= 1) {
    if (existsSync(`${file}.${number}`)) renameSync(`${file}.${number}`, `${file}.${number + 1}`);
  }
  renameSync(file, `${file}.1`);
}
