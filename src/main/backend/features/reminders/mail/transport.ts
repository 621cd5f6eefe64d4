import * as tls from 'node:tls';
import type { MailFault, MailServer } from '#shared/features/reminders/model.ts';
import { Failure } from '#backend/kernel/failure.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Milliseconds until a server that does not answer is given up. */
const patience = 15_000;

/**
 * One connection to the organisation's mail server.
 *
 * @throws Failure MAIL_REFUSED with what the server, or the way to it, had to say
 */
export async function sendOver(
  server: MailServer,
  password: string | null,
  mails: readonly Mail[],
  limit = patience,
): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const { host, port, security, username, from } = server;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(username === '' ? {} : { auth: { user: username, pass: password ?? '' } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    ...trusted(),
    // A mail is a text; nothing of it is fetched from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    for (const { to, subject, text } of mails)
      await transport.sendMail({ from: { name: 'Quartermaster', address: from }, to, subject, text });
  } catch (error) {
    throw new Failure('MAIL_REFUSED', { host, why: faultOf(error), reason: reasonOf(error) });
  } finally {
    transport.close();
  }
}

/** An organisation's own authority stands in the store of the system; a runtime that can't read it trusts what it brings. */
function trusted(): { tls?: { ca: string[] } } {
  if (!('getCACertificates' in tls)) return {};
  return { tls: { ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')] } };
}

/** What nodemailer, or the encryption beneath it, calls what went wrong. */
function faultOf(error: unknown): MailFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : '';
  if (/certificate|CERT_|altname/i.test(`${code} ${message}`)) return 'certificate';
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return 'credentials';
    case 'ETLS':
      return 'no_encryption';
    case 'ETIMEDOUT':
      return 'silent';
    case 'EDNS':
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'ECONNREFUSED':
      return 'unreachable';
    default:
      return 'refused';
  }
}

/** The first line of what went wrong; what a server says may be long. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? message).slice(0, 300);
}
