import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import english from '../../resources/i18n/en.json' with { type: 'json' };

const backend = fileURLToPath(new URL('../../src/main/backend/', import.meta.url));

const sources = readdirSync(backend, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(backend, name), 'utf8'));

/** All first groups of a pattern in the backend's sources, each once. */
function found(pattern: RegExp): string[] {
  return [
    ...new Set(sources.flatMap((source) => Array.from(source.matchAll(pattern), (match) => match[1] ?? ''))),
  ].toSorted();
}

describe('the resource file', () => {
  it('[S6] has words for every event that the journal records', () => {
    const events = found(/event: '([a-zA-Z]+\.[a-zA-Z]+)'/g);
    expect(events.length).toBeGreaterThan(20);
    expect(events.filter((event) => !(`event.${event}` in english))).toEqual([]);
  });

  it('[O4] has a sentence for every failure that the backend throws', () => {
    // Failures of the data folder reach the window as a problem of DATA_UNUSABLE, and a refused file as its reason.
    const elsewhere = ['DATA_UNUSABLE', 'FILE_REFUSED', 'IN_USE', 'NETWORK_FOLDER', 'NEWER_VERSION', 'VAULT_MISSING'];
    const codes = found(/new Failure\(\s*'([A-Z_]+)'/g).filter((code) => !elsewhere.includes(code));
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(`failure.${code}` in english))).toEqual([]);
  });
});
