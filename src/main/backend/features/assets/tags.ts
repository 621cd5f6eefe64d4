import type { Transaction } from 'kysely';
import { formatTag, initialTagScheme, tagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { findTakenTags } from './repository.ts';

export const tagSchemeSetting: Setting<TagScheme> = {
  key: 'assets.tagScheme',
  schema: tagScheme,
  initial: initialTagScheme,
};

/** The sequence that tags are numbered from; it goes forward only, so no tag is given twice. */
export const tagSequence = 'asset.tag';

/** Takes the next free tags of the scheme; numbers whose tag came in by an import are passed over. */
export async function takeTags(tx: Transaction<Schema>, count: number): Promise<string[]> {
  const scheme = await readSetting(tx, tagSchemeSetting);
  const tags: string[] = [];
  while (tags.length < count) {
    const missing = count - tags.length;
    const first = await takeNumbers(tx, tagSequence, missing);
    const candidates = Array.from({ length: missing }, (_, index) => formatTag(scheme, first + index));
    const taken = await findTakenTags(tx, candidates);
    tags.push(...candidates.filter((tag) => !taken.has(tag.toLowerCase())));
  }
  return tags;
}
