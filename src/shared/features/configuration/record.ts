import * as z from 'zod';
import { id, instant, line, requiredLine, text } from '#shared/rpc/fields.ts';

/** What is written down of an asset, in the order of the page. */
export const sections = ['hardware', 'system', 'network', 'security', 'software', 'customisation'] as const;
export type Section = (typeof sections)[number];

export const fact = z.object({ section: z.enum(sections), name: requiredLine(120), value: line(1000) });
export type Fact = z.infer<typeof fact>;

/** Markdown under a title. A link `attachment:12` opens a file of the asset. */
export const recordPage = z.object({ title: requiredLine(120), body: text(100_000) });

/** All that is written down at one time. Two facts of one section have different names. */
export const recordContent = z
  .object({ facts: z.array(fact).max(500), pages: z.array(recordPage).max(50) })
  .refine(
    ({ facts }) =>
      new Set(facts.map(({ section, name }) => `${section}\u001F${name.toLowerCase()}`)).size === facts.length,
    { path: ['facts'] },
  )
  .refine(({ pages }) => new Set(pages.map(({ title }) => title.toLowerCase())).size === pages.length, {
    path: ['pages'],
  });
export type RecordContent = z.infer<typeof recordContent>;

/** The files that pages refer to, each once, in the order in which they are read. */
export function filesOf({ pages }: Pick<RecordContent, 'pages'>): number[] {
  const found = pages.flatMap(({ body }) =>
    [...body.matchAll(/\]\(attachment:(\d{1,12})\)/g)].map(([, id]) => Number(id)),
  );
  return [...new Set(found)];
}

export const recordVersion = z.object({
  number: z.number().int(),
  savedAt: instant,
  savedBy: z.string(),
  note: z.string(),
  /** The version whose content this one brought back. */
  restoredFrom: z.number().int().nullable(),
});
export type RecordVersion = z.infer<typeof recordVersion>;

export const record = recordVersion.extend({ content: recordContent });
export type ConfigurationRecord = z.infer<typeof record>;

export const recordTemplate = z.object({ id, name: z.string(), content: recordContent, version: z.number().int() });
export type RecordTemplate = z.infer<typeof recordTemplate>;

export interface FactChange {
  section: Section;
  name: string;
  /** Null where there was, or is, none. */
  before: string | null;
  after: string | null;
}

/** Facts that differ between two versions, section by section; a fact is the same one by its section and name. */
export function differenceOfFacts(before: readonly Fact[], after: readonly Fact[]): FactChange[] {
  return sections.flatMap((section) => {
    const old = new Map(before.filter((each) => each.section === section).map((each) => [each.name, each.value]));
    const fresh = new Map(after.filter((each) => each.section === section).map((each) => [each.name, each.value]));
    return [...new Set([...old.keys(), ...fresh.keys()])]
      .map((name) => ({ section, name, before: old.get(name) ?? null, after: fresh.get(name) ?? null }))
      .filter((change) => change.before !== change.after);
  });
}
