import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string;
  /** Headings and body as they came over the line. */
  data: string;
}

/** A mail server that keeps what it is given: just enough of RFC 5321 for a client to be content. */
export class MailServerStandIn {
  readonly mails: ReceivedMail[] = [];
  /** Refuses recipients that contain this text. */
  refuses: string | null = null;
  readonly #server = createServer((socket) => this.#talk(socket));

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #talk(socket: Socket): void {
    let rest = '';
    let inData = false;
    let mail: ReceivedMail = { from: '', to: '', data: '' };
    const say = (line: string) => socket.write(`${line}\r\n`);
    const answer = (line: string) => {
      if (inData) {
        if (line !== '.') {
          mail.data += `${line}\n`;
          return;
        }
        inData = false;
        this.mails.push(mail);
        mail = { from: '', to: '', data: '' };
        say('250 kept');
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') mail.from = line.slice(10);
      if (verb === 'RCPT') {
        if (this.refuses !== null && line.includes(this.refuses)) {
          say('550 nobody of that name here');
          return;
        }
        mail.to = line.slice(8);
      }
      if (verb === 'DATA') {
        inData = true;
        say('354 go on');
        return;
      }
      say(verb === 'QUIT' ? '221 bye' : '250 fine');
      if (verb === 'QUIT') socket.end();
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line);
    });
    say('220 stand-in ready');
  }
}
