import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { day, instant, line, requiredLine, text } from '#shared/rpc/fields.ts';

const articleKey = z.string().regex(/^[a-z][a-z0-9-]{0,79}$/);
const language = z.enum(['en', 'de']);
const number = z.number().int().min(0);

/** Whom everybody may ask. */
export const contact = z.object({ name: line(120), email: line(254), phone: line(60), hint: line(200) });
export type Contact = z.infer<typeof contact>;

export const articleRow = z.object({
  key: articleKey,
  title: z.string(),
  /** 0 is the text that came with the application. */
  number,
  /** Written here. */
  own: z.boolean(),
  reviewOn: day.nullable(),
  savedAt: instant.nullable(),
});
export type ArticleRow = z.infer<typeof articleRow>;

export const article = articleRow.extend({
  body: z.string(),
  savedBy: z.string().nullable(),
  note: z.string(),
  /** The newest version; it is the one that is shown unless another was asked for. */
  newest: number,
  reviewedAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
});
export type Article = z.infer<typeof article>;

export const articleVersion = z.object({
  number,
  title: z.string(),
  note: z.string(),
  savedAt: instant.nullable(),
  savedBy: z.string().nullable(),
});
export type ArticleVersion = z.infer<typeof articleVersion>;

export const handbookHit = z.object({ key: articleKey, title: z.string(), snippet: z.string() });

/** The whole process, explained: read by everybody, changed by some. */
export const handbookContract = {
  list: query('asset.view').input(z.object({ language })).output(z.array(articleRow)),
  get: query('asset.view')
    .input(z.object({ key: articleKey, language, number: number.nullable().default(null) }))
    .output(article),
  listVersions: query('asset.view')
    .input(z.object({ key: articleKey, language }))
    .output(z.array(articleVersion)),
  /** Every save is a version; null writes a new article. `seen` is the newest version that the page knew. */
  save: command('handbook.edit')
    .input(
      z.object({
        key: articleKey.nullable(),
        language,
        seen: number,
        title: requiredLine(120),
        body: text(200_000).min(1),
        note: line(200),
      }),
    )
    .output(z.object({ key: articleKey, number }))
    .errors({ ARTICLE_UNCHANGED: {} }),
  /** That somebody has read it through and it is true, and when it is to be read through again. */
  review: command('handbook.edit').input(z.object({ key: articleKey, reviewOn: day.nullable() })),
  /** Takes an article that was written here out of the book; its versions stay. */
  archive: command('handbook.edit')
    .input(z.object({ key: articleKey }))
    .errors({ CHAPTER_STAYS: {} }),
  search: query('asset.view')
    .input(z.object({ text: z.string().max(200), language }))
    .output(z.array(handbookHit)),
  contact: query('signed-in').output(contact),
  setContact: command('settings.edit').input(contact),
  /** Asks where, then writes the whole book as one PDF. */
  savePdf: job('asset.view')
    .input(z.object({ language }))
    .output(z.object({ path: z.string().nullable() })),
};
