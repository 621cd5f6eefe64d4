import type { MailServer } from '#shared/features/reminders/model.ts';
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
export async function sendOver(server: MailServer, password: string | null, mails: readonly Mail[]): Promise<void> {
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
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // A mail is a text; nothing of it is fetched from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    for (const { to, subject, text } of mails)
      await transport.sendMail({ from: { name: 'Quartermaster', address: from }, to, subject, text });
  } catch (error) {
    throw new Failure('MAIL_REFUSED', { host, reason: reasonOf(error) });
  } finally {
    transport.close();
  }
}

/** The first line of what went wrong; what a server says may be long. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? message).slice(0, 300);
}
