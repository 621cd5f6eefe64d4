import { readMarkdown } from '#shared/primitives/markdown.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { readBook } from './read-articles.ts';
import { contactSetting } from './settings.ts';
import type { Language } from './shipped.ts';

/** Asks where, then writes the whole book as one PDF, with whom to ask on its first page. */
export async function saveHandbookPdf(
  call: Call,
  { language }: { language: Language },
): Promise<{ path: string | null }> {
  const { reader } = openInventoryOf(call.backend);
  const organisation = await readSetting(reader, organisationSetting);
  const { name, email, phone, hint } = await readSetting(reader, contactSetting);
  const articles = await readBook(reader, language);
  const title = textIn(language, 'handbook.title');
  const now = new Date(call.backend.surroundings.now());
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(now);
  const asked = [name, email, phone, hint].filter((part) => part !== '').join(' · ');
  const book = {
    title,
    under: [organisation.name, day, ...(asked === '' ? [] : [`${textIn(language, 'handbook.ask')}: ${asked}`])],
    contents: textIn(language, 'handbook.contents'),
    chapters: articles.map((article) => ({ title: article.title, blocks: readMarkdown(article.body) })),
    footer: asked === '' ? `${title} · ${day}` : `${title} · ${day} · ${asked}`,
  };
  const fact = { event: 'handbook.printed', subject: 'handbook', data: { articles: articles.length, language } };
  const make = async () => {
    // Drawing is loaded when it is first needed.
    const { renderBook } = await import('#backend/kernel/documents/render-book.ts');
    return renderBook(book, now);
  };
  return saveChosenPdf(call, `${title}.pdf`, make, fact);
}
