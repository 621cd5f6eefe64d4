import { sql } from 'kysely';
import { readMarkdown, textOfBlocks } from '#shared/primitives/markdown.ts';
import type { Article, ArticleRow, ArticleVersion } from '#shared/features/handbook/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { findTexts } from './find-texts.ts';
import { shippedChapters } from './shipped.ts';
import type { Language } from './shipped.ts';
import './tables.ts';

function selectVersions(db: Db) {
  return db
    .selectFrom('handbook_version as version')
    .leftJoin('operator', 'operator.id', 'version.saved_by')
    .selectAll('version')
    .select('operator.display_name');
}
type Version = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number];

interface Wording {
  number: number;
  title: string;
  body: string;
  note: string;
  savedAt: string | null;
  savedBy: string | null;
}

const wordingOf = (row: Version): Wording => ({
  number: row.number,
  title: row.title,
  body: row.body,
  note: row.note,
  savedAt: row.saved_at,
  savedBy: row.display_name ?? '',
});

const shippedWording = ({ title, body }: { title: string; body: string }): Wording => ({
  number: 0,
  title,
  body,
  note: '',
  savedAt: null,
  savedBy: null,
});

/** Every article in its newest wording, chapters first, as the book has them. */
async function readAll(db: Db, language: Language): Promise<(ArticleRow & { body: string })[]> {
  const newest = await selectVersions(db)
    .where(
      sql<boolean>`version.number = (SELECT max(number) FROM handbook_version AS other
        WHERE other.article_key = version.article_key AND other.language = version.language)`,
    )
    .execute();
  const facts = await db.selectFrom('handbook_article').selectAll().where('archived_at', 'is', null).execute();
  const written = (key: string, own: boolean): Wording | null => {
    const inLanguage = newest.find((row) => row.article_key === key && row.language === language);
    // An own article that nobody has translated is read as it was written.
    const row = inLanguage ?? (own ? newest.find((each) => each.article_key === key) : undefined);
    return row ? wordingOf(row) : null;
  };
  const shipped = shippedChapters(language);
  const reviewOf = (key: string) => facts.find((fact) => fact.key === key)?.review_on ?? null;
  const rowOf = (key: string, own: boolean, wording: Wording) => ({
    key,
    title: wording.title,
    number: wording.number,
    own,
    reviewOn: reviewOf(key),
    savedAt: wording.savedAt,
    body: wording.body,
  });
  return [
    ...[...shipped].map(([key, text]) => rowOf(key, false, written(key, false) ?? shippedWording(text))),
    ...facts
      .filter(({ own }) => own === 1)
      .flatMap(({ key }) => {
        const wording = written(key, true);
        return wording === null ? [] : [rowOf(key, true, wording)];
      })
      .toSorted((one, other) => one.title.localeCompare(other.title)),
  ];
}

export async function listArticles(db: Db, language: Language): Promise<ArticleRow[]> {
  return (await readAll(db, language)).map(({ body: _body, ...row }) => row);
}

/** The whole book in one language. */
export async function readBook(db: Db, language: Language): Promise<{ title: string; body: string }[]> {
  return (await readAll(db, language)).map(({ title, body }) => ({ title, body }));
}

export async function searchArticles(db: Db, { text, language }: { text: string; language: Language }) {
  const articles = (await readAll(db, language)).map(({ key, title, body }) => ({
    key,
    title,
    text: textOfBlocks(readMarkdown(body)),
  }));
  return findTexts(articles, text).slice(0, 20);
}

/** Every wording of an article in a language, the newest first, down to the one that came with the application. */
async function listWordings(db: Db, key: string, language: Language): Promise<Wording[]> {
  const rows = await selectVersions(db)
    .where('article_key', '=', key)
    .where('language', '=', language)
    .orderBy('number', 'desc')
    .execute();
  const shipped = shippedChapters(language).get(key);
  return [...rows.map(wordingOf), ...(shipped ? [shippedWording(shipped)] : [])];
}

export async function listArticleVersions(
  db: Db,
  { key, language }: { key: string; language: Language },
): Promise<ArticleVersion[]> {
  return (await listWordings(db, key, language)).map(({ body: _body, ...version }) => version);
}

/** @throws Failure NOT_FOUND for an article or a version that there is not. */
export async function getArticle(
  db: Db,
  { key, language, number }: { key: string; language: Language; number: number | null },
): Promise<Article> {
  const fact = await db
    .selectFrom('handbook_article')
    .leftJoin('operator', 'operator.id', 'handbook_article.reviewed_by')
    .selectAll('handbook_article')
    .select('operator.display_name')
    .where('key', '=', key)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  const own = fact?.own === 1;
  let wordings = await listWordings(db, key, language);
  if (wordings.length === 0 && own) wordings = await listWordings(db, key, language === 'en' ? 'de' : 'en');
  const [newest] = wordings;
  const wording = number === null ? newest : wordings.find((each) => each.number === number);
  if (!newest || !wording || (!fact && !shippedChapters(language).has(key))) throw notFound('handbook_article', key);
  return {
    key,
    ...wording,
    own,
    newest: newest.number,
    reviewOn: fact?.review_on ?? null,
    reviewedAt: fact?.reviewed_at ?? null,
    reviewedBy: fact?.display_name ?? null,
  };
}
