import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    handbook_article: HandbookArticleTable;
    handbook_version: HandbookVersionTable;
  }
}

export interface HandbookArticleTable {
  key: string;
  own: 0 | 1;
  review_on: string | null;
  reviewed_at: string | null;
  reviewed_by: number | null;
  archived_at: string | null;
}

/** A wording, never changed. */
export interface HandbookVersionTable {
  id: Generated<number>;
  article_key: string;
  language: 'en' | 'de';
  number: number;
  title: string;
  body: string;
  note: string;
  saved_at: string;
  saved_by: number;
}
