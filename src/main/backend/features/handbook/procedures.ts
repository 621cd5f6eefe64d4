import { implement } from '@orpc/server';
import { handbookContract } from '#shared/features/handbook/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getArticle, listArticles, listArticleVersions, searchArticles } from './read-articles.ts';
import { archiveArticle, reviewArticle, saveArticle, setContact } from './save-article.ts';
import { saveHandbookPdf } from './save-pdf.ts';
import { contactSetting } from './settings.ts';

const os = implement(handbookContract).$context<Call>().use(guard);

export const handbookProcedures = os.router({
  list: os.list.handler(inQuery(({ reader }, { language }) => listArticles(reader, language))),
  get: os.get.handler(inQuery(({ reader }, input) => getArticle(reader, input))),
  listVersions: os.listVersions.handler(inQuery(({ reader }, input) => listArticleVersions(reader, input))),
  save: os.save.handler(inCommand(saveArticle)),
  review: os.review.handler(inCommand(reviewArticle)),
  archive: os.archive.handler(inCommand(archiveArticle)),
  search: os.search.handler(inQuery(({ reader }, input) => searchArticles(reader, input))),
  contact: os.contact.handler(inQuery(({ reader }) => readSetting(reader, contactSetting))),
  setContact: os.setContact.handler(inCommand(setContact)),
  savePdf: os.savePdf.handler(({ context, input }) => saveHandbookPdf(context, input)),
});
