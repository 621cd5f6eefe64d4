export { getArticle } from './read-articles.ts';
export { handbookProcedures } from './procedures.ts';
