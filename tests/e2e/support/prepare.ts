import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does the first run once for all tests that begin at the desk; each opens a copy of the folder. */
export default function prepare(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-ready-'));
  execFileSync(process.execPath, [join(import.meta.dirname, 'seed-ready.ts'), folder]);
  process.env['QM_E2E_READY'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
