import { sections } from '#shared/features/configuration/record.ts';
import type { RecordContent } from '#shared/features/configuration/record.ts';
import { readMarkdown } from '#shared/primitives/markdown.ts';
import type { Block } from '#shared/primitives/markdown.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { getRecord } from './read-record.ts';

type Language = 'en' | 'de';

/** Asks where, then writes what is written down of an asset as PDF. */
export async function saveRecordPdf(
  call: Call,
  { assetId, number, language }: { assetId: number; number: number | null; language: Language },
): Promise<{ path: string | null }> {
  const { reader } = openInventoryOf(call.backend);
  const { tag, name } = await getAssetRow(reader, assetId, false);
  const record = await getRecord(reader, { assetId, number });
  if (record === null) throw notFound('configuration_record', assetId);
  const organisation = await readSetting(reader, organisationSetting);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const facts = { number: record.number, by: record.savedBy, at: `${when.format(new Date(record.savedAt))} UTC` };
  const book = {
    title: `${tag} · ${name}`,
    under: [textIn(language, 'record.title'), textIn(language, 'record.versionBy', facts), organisation.name],
    contents: null,
    chapters: chaptersOf(record.content, language),
    footer: `${tag} · ${textIn(language, 'record.title')} · ${textIn(language, 'configuration.versionNumber', facts)}`,
  };
  const fact = {
    event: 'configuration.recordPrinted',
    subject: `asset:${assetId}`,
    data: { tag, number: record.number },
  };
  const now = new Date(call.backend.surroundings.now());
  const make = async () => {
    // Drawing is loaded when it is first needed.
    const { renderBook } = await import('#backend/kernel/documents/render-book.ts');
    return renderBook(book, now);
  };
  return saveChosenPdf(call, `${tag} ${record.number}.pdf`, make, fact);
}

function chaptersOf({ facts, pages }: RecordContent, language: Language) {
  const ofSection = sections.flatMap((section) => {
    const own = facts.filter((fact) => fact.section === section);
    if (own.length === 0) return [];
    const list: Block = {
      kind: 'list',
      ordered: false,
      start: 1,
      items: own.map(({ name, value }) => [
        {
          kind: 'paragraph',
          children: [
            { kind: 'text', text: `${name}: ` },
            { kind: 'strong', children: [{ kind: 'text', text: value === '' ? '–' : value }] },
          ],
        },
      ]),
    };
    return [{ title: textIn(language, `recordSection.${section}`), blocks: [list] }];
  });
  return [...ofSection, ...pages.map(({ title, body }) => ({ title, blocks: readMarkdown(body) }))];
}
