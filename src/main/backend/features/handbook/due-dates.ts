import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** Articles that somebody wanted to be looked over by a day. */
export const dueArticles: DueSource = {
  kind: 'handbook',
  select: ({ until }) => sql`
    SELECT 'article:' || article.key, article.review_on, '',
      coalesce((SELECT title FROM handbook_version WHERE article_key = article.key ORDER BY id DESC LIMIT 1), article.key),
      'article', article.key, NULL, NULL
    FROM handbook_article AS article WHERE article.review_on <= ${until} AND article.archived_at IS NULL`,
};
