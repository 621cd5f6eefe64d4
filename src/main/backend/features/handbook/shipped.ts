import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chapters } from '#shared/features/handbook/chapters.ts';

export type Language = 'en' | 'de';

interface Shipped {
  title: string;
  body: string;
}

/** Beside the sources, beside the bundle and in the packaged application it lies at another distance from this file. */
function findFolder(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'resources', 'handbook', 'en'))) {
    const above = dirname(at);
    if (above === at) throw new Error('the chapters of the handbook are not there');
    at = above;
  }
  return join(at, 'resources', 'handbook');
}

/** The first line of a file is its title, the rest its text. */
export function articleOf(text: string): Shipped {
  const [first = '', ...rest] = text.replaceAll('\r\n', '\n').split('\n');
  return { title: first.replace(/^#\s*/, '').trim(), body: rest.join('\n').trim() };
}

const read = new Map<Language, ReadonlyMap<string, Shipped>>();

/** The chapters that come with the application, by their key, in the order of the book. */
export function shippedChapters(language: Language): ReadonlyMap<string, Shipped> {
  const known = read.get(language);
  if (known) return known;
  const folder = join(findFolder(), language);
  const found = new Map(
    chapters.map((chapter) => [chapter, articleOf(readFileSync(join(folder, `${chapter}.md`), 'utf8'))] as const),
  );
  read.set(language, found);
  return found;
}
