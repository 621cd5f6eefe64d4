import type { Contact } from '#shared/features/handbook/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { writeSetting } from '#backend/kernel/settings.ts';
import { normalised } from './normalised.ts';
import { getArticle, listArticleVersions } from './read-articles.ts';
import { contactSetting } from './settings.ts';
import { shippedChapters } from './shipped.ts';
import type { Language } from './shipped.ts';

interface Saving {
  key: string | null;
  language: Language;
  seen: number;
  title: string;
  body: string;
  note: string;
}

/** @throws Failure CHANGED_MEANWHILE, ARTICLE_UNCHANGED. */
export async function saveArticle(command: CommandContext, saving: Saving): Promise<{ key: string; number: number }> {
  const { tx, now, actor } = command;
  const { language, seen, title, body, note } = saving;
  const key = saving.key ?? (await newKey(command, title));
  if (saving.key === null) await keepArticle(command, key, true);
  else {
    const newest = (await listArticleVersions(tx, { key, language }))[0]?.number ?? 0;
    if (newest !== seen) throw new Failure('CHANGED_MEANWHILE', { entity: 'handbook_article', id: newest });
    const known = await getArticle(tx, { key, language, number: null });
    if (known.title === title && known.body === body) throw new Failure('ARTICLE_UNCHANGED');
    await keepArticle(command, key, known.own);
  }
  const number = seen + 1;
  await tx
    .insertInto('handbook_version')
    .values({ article_key: key, language, number, title, body, note, saved_at: now, saved_by: actor.operatorId })
    .execute();
  await command.record({
    event: 'handbook.articleSaved',
    subject: `handbook:${key}`,
    data: { title, language, number },
    reason: note === '' ? null : note,
  });
  command.changed('handbook', 'training');
  return { key, number };
}

/** A chapter gets a row of its own when something is first said about it here. */
async function keepArticle({ tx }: CommandContext, key: string, own: boolean): Promise<void> {
  await tx
    .insertInto('handbook_article')
    .values({
      key,
      own: own ? 1 : 0,
      review_on: null,
      reviewed_at: null,
      reviewed_by: null,
      archived_at: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** From the words of the title; a number behind it where that is taken. */
async function newKey({ tx }: CommandContext, title: string): Promise<string> {
  const plain = normalised(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 60);
  const base = plain === '' ? 'article' : plain;
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}-${count}`;
    const taken = await tx.selectFrom('handbook_article').select('key').where('key', '=', key).executeTakeFirst();
    if (!taken && !shippedChapters('en').has(key)) return key;
  }
}

/** That it was read through and is true; null asks for no further reading. */
export async function reviewArticle(
  command: CommandContext,
  { key, reviewOn }: { key: string; reviewOn: string | null },
): Promise<void> {
  const { tx, now, actor } = command;
  const { title, own } = await getArticle(tx, { key, language: 'en', number: null });
  await keepArticle(command, key, own);
  await tx
    .updateTable('handbook_article')
    .set({ review_on: reviewOn, reviewed_at: now, reviewed_by: actor.operatorId })
    .where('key', '=', key)
    .execute();
  await command.record({ event: 'handbook.reviewed', subject: `handbook:${key}`, data: { title, next: reviewOn } });
  command.changed('handbook');
}

/** @throws Failure CHAPTER_STAYS for what comes with the application. */
export async function archiveArticle(command: CommandContext, { key }: { key: string }): Promise<void> {
  if (shippedChapters('en').has(key)) throw new Failure('CHAPTER_STAYS');
  const { numUpdatedRows } = await command.tx
    .updateTable('handbook_article')
    .set({ archived_at: command.now })
    .where('key', '=', key)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound('handbook_article', key);
  await command.record({ event: 'handbook.articleArchived', subject: `handbook:${key}`, data: {} });
  command.changed('handbook');
}

export async function setContact(command: CommandContext, contact: Contact): Promise<void> {
  await writeSetting(command.tx, contactSetting, contact);
  await command.record({ event: 'handbook.contactChanged', subject: 'setting:handbook.contact', data: { ...contact } });
  command.changed('handbook');
}
