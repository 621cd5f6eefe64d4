import { dueSources } from '#backend/features/reminders/index.ts';
import { dueArticles } from './due-dates.ts';

dueSources.push(dueArticles);

export { getArticle } from './read-articles.ts';
export { handbookProcedures } from './procedures.ts';
