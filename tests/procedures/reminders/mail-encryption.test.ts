import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendOver } from '#backend/features/reminders/mail/transport.ts';
import { mailFaults } from '#shared/features/reminders/model.ts';
import type { MailServer } from '#shared/features/reminders/model.ts';
import { MailServerStandIn } from '#tests/support/mail-server.ts';
import type { MailServerOptions } from '#tests/support/mail-server.ts';
import { selfSigned } from '#tests/support/self-signed.ts';
import german from '../../../resources/i18n/de.json' with { type: 'json' };
import english from '../../../resources/i18n/en.json' with { type: 'json' };

const known = selfSigned('localhost');
const before = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...before, known.cert]));
afterAll(() => setDefaultCACertificates(before));

let server: MailServerStandIn | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const login = { username: 'quartermaster', password: 'ein Paßwort' };
const mail = { to: 'ada@example.com', subject: 'Due', text: 'Tomorrow' };

/** Sends one mail to a server as it is told, the client being set as it is told. */
async function send(
  options: MailServerOptions,
  way: Partial<MailServer> = {},
  password: string | null = login.password,
  limit?: number,
) {
  server = new MailServerStandIn(options);
  const port = await server.listen();
  const set: MailServer = {
    host: 'localhost',
    port,
    security: options.security ?? 'none',
    username: options.login === undefined ? '' : login.username,
    from: 'it@example.com',
    language: 'en',
    headTo: null,
    ...way,
  };
  await sendOver(set, password, [mail], limit);
  return server.mails;
}
const refused = (why: string) => ({ code: 'MAIL_REFUSED', facts: { host: 'localhost', why } });

describe('the way to the mail server', () => {
  it('[X5] is encrypted from the first byte, or from STARTTLS on, before user name and password are told', async () => {
    for (const security of ['tls', 'starttls'] as const) {
      const mails = await send({ security, certificate: known, login });
      expect(mails, security).toMatchObject([{ to: '<ada@example.com>', encrypted: true }]);
      expect(mails[0]?.data).toContain('Tomorrow');
      await server?.close();
    }
  });

  it('[X5] is not taken when the certificate is one that nobody vouches for, or of another server', async () => {
    for (const security of ['tls', 'starttls'] as const)
      for (const certificate of [selfSigned('localhost'), selfSigned('mail.example.com')]) {
        await expect(send({ security, certificate, login })).rejects.toMatchObject(refused('certificate'));
        expect(server?.mails).toEqual([]);
        await server?.close();
      }
    const other = selfSigned('mail.example.com');
    setDefaultCACertificates([...before, known.cert, other.cert]);
    await expect(send({ security: 'tls', certificate: other })).rejects.toMatchObject(refused('certificate'));
    setDefaultCACertificates([...before, known.cert]);
  });

  it('[X5] is not taken unencrypted when encryption was asked for', async () => {
    await expect(send({ login }, { security: 'starttls' })).rejects.toMatchObject(refused('no_encryption'));
    expect(server?.mails).toEqual([]);
  });

  it('[X5] says when user name or password are wrong', async () => {
    const wrong = send({ security: 'starttls', certificate: known, login }, {}, 'another');
    await expect(wrong).rejects.toMatchObject(refused('credentials'));
    expect(server?.mails).toEqual([]);
  });

  it('[X5] is given up when the server says nothing any more, and when there is none', async () => {
    for (const hangs of ['at once', 'after the greeting'] as const) {
      await expect(send({ hangs }, {}, null, 200), hangs).rejects.toMatchObject(refused('silent'));
      await server?.close();
    }
    // Nobody listens at the first port.
    await expect(send({}, { port: 1 }, null, 2000)).rejects.toMatchObject(refused('unreachable'));
  });

  it('[X5] has a sentence for every fault in both languages', () => {
    for (const sentences of [english, german] as Record<string, unknown>[])
      for (const why of mailFaults) expect(sentences[`mailRefused.${why}`], why).toContain('{host}');
  });
});
