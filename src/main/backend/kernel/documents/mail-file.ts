export interface MailAddress {
  name: string;
  address: string;
}

export interface MailDraft {
  /** Nobody leaves it to whoever sends it. */
  to: readonly MailAddress[];
  subject: string;
  text: string;
}

/** Characters of a line of base64 (RFC 2045, 6.8). */
const lineLength = 76;
/** Bytes that one encoded word of a heading holds within 75 characters (RFC 2047, 2). */
const wordBytes = 42;

/**
 * A mail that is not sent yet, as a file that mail programs open to be looked over and sent (RFC 5322; `X-Unsent` is
 * what they know a draft by). Line ends in a heading are spaces, so that no text becomes a heading of its own.
 */
export function mailFileOf({ to, subject, text }: MailDraft): string {
  const body = Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'), 'utf8').toString('base64');
  return [
    'X-Unsent: 1',
    ...(to.length === 0 ? [] : [`To: ${to.map(addressOf).join(',\r\n ')}`]),
    `Subject: ${wordsOf(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(body.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []),
    '',
  ].join('\r\n');
}

/** A name and an address, none of which can become another address or heading. */
function addressOf({ name, address }: MailAddress): string {
  return `${wordsOf(name)} <${address.replaceAll(/[\s<>,;]/g, '')}>`;
}

/** A text for a heading as encoded words, none of which cuts a character in two. */
function wordsOf(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text.replaceAll(/[\r\n]+/g, ' ')) {
    if (Buffer.byteLength(word + character, 'utf8') > wordBytes) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?utf-8?B?${Buffer.from(each, 'utf8').toString('base64')}?=`).join('\r\n ');
}
