import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import german from '../../resources/i18n/de.json' with { type: 'json' };
import english from '../../resources/i18n/en.json' with { type: 'json' };

const backend = fileURLToPath(new URL('../../src/main/backend/', import.meta.url));

const sources = readdirSync(backend, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(backend, name), 'utf8'));

const window = fileURLToPath(new URL('../../src/renderer/', import.meta.url));
const pages = readdirSync(window, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, source: readFileSync(join(window, name), 'utf8') }));

/** Names of the application, of keys and of things that have no other name, and examples of what is typed. */
const sameEverywhere =
  /^(?:Quartermaster|Ctrl [A-Z]|Esc|RMA|PDF|kg|4711 3fa9…|[\w.@]+\.(?:com|checkedOut)|[\d.]+|#\d+)$/;

/** All first groups of a pattern in the backend's sources, each once. */
function found(pattern: RegExp): string[] {
  return [
    ...new Set(sources.flatMap((source) => Array.from(source.matchAll(pattern), (match) => match[1] ?? ''))),
  ].toSorted();
}

describe('the pages', () => {
  it('[O4] hold no text themselves, neither in nor on what they draw', () => {
    const between = /(?<![=-])>([^<>{}=;()&|?]*\p{L}{2}[^<>{}=;()&|?]*)<\//gu;
    const attribute =
      /\b(?:label|placeholder|title|description|alt|aria-label|aria-description)="([^"]*\p{L}{2}[^"]*)"/gu;
    const drawing = pages.filter(({ name }) => name.endsWith('.tsx'));
    const own = drawing.flatMap(({ name, source }) =>
      [...source.matchAll(between), ...source.matchAll(attribute)]
        .map((match) => (match[1] ?? '').trim())
        .filter((text) => !sameEverywhere.test(text))
        .map((text) => `${name}: ${text}`),
    );
    expect(drawing.length).toBeGreaterThan(400);
    expect(own).toEqual([]);
  });
});

describe('a percent', () => {
  it('[O4] is written as the language has it, neither by a page nor by a sentence', () => {
    const byPages = pages.filter(({ source }) => /\} %[`<']/.test(source)).map(({ name }) => name);
    const sentences = [...Object.entries(english), ...Object.entries(german)].map(([key, text]) => ({ key, text }));
    const bySentences = sentences.filter(({ text }) => /\} ?%/.test(JSON.stringify(text))).map(({ key }) => key);
    expect(sentences.length).toBeGreaterThan(2000);
    expect([...byPages, ...bySentences]).toEqual([]);
  });
});

describe('the search box for everything', () => {
  it('[O4] asks for no form that no page has', () => {
    const actions = pages.find(({ name }) => name.endsWith('palette-actions.ts'))?.source ?? '';
    const asked = Array.from(actions.matchAll(/^  \['(\w+)', '[\w.]+', hrefTo\(/gm), (match) => match[1]);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((form) => !pages.some(({ source }) => source.includes(`useAskedFor('${form}')`)))).toEqual([]);
  });
});

describe('the tabs of the parts of the window', () => {
  it('[O4] are all known to the search box, but for the one that a part opens with', () => {
    const known = pages.find(({ name }) => name.endsWith('palette-actions.ts'))?.source ?? '';
    const tabbed = pages.filter(
      ({ name, source }) => /(?:Route|Page)\.tsx$/.test(name) && /tab=\{tab|<Tabs\s+value=\{tab\}/.test(source),
    );
    const missing = tabbed.flatMap(({ name, source }) => {
      const tabs = Array.from(
        source.matchAll(/<Tabs\.Tab value="(\w+)">\{t\('([\w.]+)'\)|value: '(\w+)',\s+label: t\('([\w.]+)'\)/g),
        (match) => match[2] ?? match[4] ?? '',
      );
      return tabs
        .slice(1)
        .filter((label) => !known.includes(`'${label}'`))
        .map((label) => `${name}: ${label}`);
    });
    expect(tabbed.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});

describe('the resource file', () => {
  it('[S6] has words for every event that the journal records', () => {
    const events = found(/event: '([a-zA-Z]+\.[a-zA-Z]+)'/g);
    expect(events.length).toBeGreaterThan(20);
    expect(events.filter((event) => !(`event.${event}` in english))).toEqual([]);
  });

  it('[S6] has a word for every kind of thing that the journal records something of', () => {
    const kinds = found(/subject: ['`]([a-zA-Z_]+)(?=[:'`])/g);
    expect(kinds.length).toBeGreaterThan(40);
    expect(kinds.filter((kind) => !(`entity.${kind}` in english))).toEqual([]);
  });

  it('[O4] has a sentence for every failure that the backend throws', () => {
    // Failures of the data folder reach the window as a problem of DATA_UNUSABLE, and a refused file as its reason.
    const elsewhere = ['DATA_UNUSABLE', 'FILE_REFUSED', 'IN_USE', 'NETWORK_FOLDER', 'NEWER_VERSION', 'VAULT_MISSING'];
    const codes = found(/new Failure\(\s*'([A-Z_]+)'/g).filter((code) => !elsewhere.includes(code));
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(`failure.${code}` in english))).toEqual([]);
  });
});
