import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

let file: string | null = null;

/** From now on what is reported also goes to `logs/shell.log` of the data folder. */
export function logInto(dataFolder: string): void {
  const folder = join(dataFolder, 'logs');
  try {
    mkdirSync(folder, { recursive: true });
    file = join(folder, 'shell.log');
  } catch {
    // A folder that can't be written to is the backend's to report; the shell still has standard error.
    file = null;
  }
}

/** Reports one event of the shell and returns the reference under which it can be found again. */
export function report(event: string, facts: Record<string, string | number | undefined> = {}): string {
  const reference = randomBytes(4).toString('hex').toUpperCase();
  const line = `${JSON.stringify({ at: new Date().toISOString(), event, reference, ...facts })}\n`;
  process.stderr.write(line);
  if (file === null) return reference;
  try {
    appendFileSync(file, line, { mode: 0o600 });
  } catch {
    // A full disk must not take the window down.
  }
  return reference;
}
