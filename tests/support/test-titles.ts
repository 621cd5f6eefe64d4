import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = ['..', '../../src'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** What tests are called that carry a requirement, e.g. `[I4] CSV-045: …`. */
function readTitles(): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(test|spec)\.ts$/.test(name))
        .map((name) => join(folder, name)),
    )
    .flatMap((path) => readFileSync(path, 'utf8').match(/(?<=\()\s*['`]\[[A-Z]\d+\][^'`\n]*['`]/g) ?? []);
}

/** Of some identifiers, those that no test anywhere has in its title. */
export function withoutTest(ids: readonly string[]): string[] {
  const titles = readTitles().join('\n');
  return ids.filter((id) => !titles.includes(id));
}
