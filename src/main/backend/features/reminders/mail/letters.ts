import type { KindRules, ReminderKey } from '#shared/features/reminders/model.ts';
import { urgencyOf } from '#shared/features/reminders/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { DueRow } from '../due-dates.ts';

/** That somebody is written to about a date: once when it comes near, once when it is there. */
export interface Notice {
  address: string;
  row: DueRow;
  stage: 'ahead' | 'due';
}

/** What tells a notice from another. */
type SentNotice = Pick<Notice, 'address' | 'stage'> & { row: ReminderKey };

export interface Letter {
  to: string;
  notices: Notice[];
}

export const keyOfNotice = ({ address, stage, row: { kind, subject, day } }: SentNotice) =>
  JSON.stringify([kind, subject, day, address.toLowerCase(), stage]);

/** Who gets a letter about what: one for each address, with all that has not been written to it yet. */
export function lettersOf(rows: readonly DueRow[], rules: KindRules, today: Day, sent: ReadonlySet<string>): Letter[] {
  const notices = rows.flatMap((row) => {
    const { mailTo, mailWho } = rules[row.kind];
    const stage = urgencyOf(row.day, today) === 'ahead' ? ('ahead' as const) : ('due' as const);
    const addresses = [...mailTo, ...(mailWho && row.mail !== null ? [row.mail] : [])];
    return addresses.map((address): Notice => ({ address, row, stage }));
  });
  const fresh = new Map<string, Notice>();
  for (const notice of notices) {
    const key = keyOfNotice(notice);
    if (!sent.has(key) && !fresh.has(key)) fresh.set(key, notice);
  }
  const byAddress = Map.groupBy(fresh.values(), ({ address }) => address.toLowerCase());
  return [...byAddress.values()].flatMap((own) => (own[0] === undefined ? [] : [{ to: own[0].address, notices: own }]));
}

/** What a letter says: the most pressing first, each with its day and whom it is about. */
export function wordsOf({ notices }: Letter, language: 'en' | 'de', organisation: string, today: Day) {
  const lines = notices.map(({ row }) => {
    const what = [row.label, row.title].filter((part) => part !== '').join(' ');
    const day = textIn(language, `reminders.mailDay.${urgencyOf(row.day, today)}`, { day: row.day });
    const who = row.who === null ? '' : ` (${row.who})`;
    return `- ${day}: ${textIn(language, `reminderKind.${row.kind}`)}: ${what}${who}`;
  });
  return {
    subject: textIn(language, 'reminders.mailSubject', { count: notices.length, organisation }),
    text: [
      textIn(language, 'reminders.mailBody', { count: notices.length }),
      lines.join('\n'),
      textIn(language, 'reminders.mailEnd', { organisation }),
    ].join('\n\n'),
  };
}
