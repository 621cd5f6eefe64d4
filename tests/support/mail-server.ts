import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { TLSSocket, createSecureContext, createServer as createTlsServer } from 'node:tls';

export interface ReceivedMail {
  from: string;
  to: string;
  /** Headings and body as they came over the line. */
  data: string;
  /** Whether it came over an encrypted line. */
  encrypted: boolean;
}

export interface MailServerOptions {
  /** Encrypts at once, or when it is asked to. */
  security?: 'tls' | 'starttls';
  certificate?: { cert: string; key: string };
  /** Wants this user name and password before it takes anything. */
  login?: { username: string; password: string };
  /** Says nothing any more from there on. */
  hangs?: 'at once' | 'after the greeting';
}

/** A mail server that keeps what it is given: just enough of RFC 5321, 3207 and 4954 for a client to be content. */
export class MailServerStandIn {
  readonly mails: ReceivedMail[] = [];
  /** Refuses recipients that contain this text. */
  refuses: string | null = null;
  readonly #options: MailServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: MailServerOptions = {}) {
    this.#options = options;
    this.#server =
      options.security === 'tls'
        ? createTlsServer({ ...options.certificate }, (socket) => this.#meet(socket, true))
        : createServer((socket) => this.#meet(socket, false));
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #meet(socket: Socket, encrypted: boolean): void {
    if (this.#options.hangs === 'at once') return;
    this.#talk(socket, encrypted);
    socket.write('220 stand-in ready\r\n');
  }

  #encrypt(socket: Socket): void {
    socket.removeAllListeners('data');
    const secureContext = createSecureContext({ ...this.#options.certificate });
    this.#talk(new TLSSocket(socket, { isServer: true, secureContext }), true);
  }

  #talk(socket: Socket, encrypted: boolean): void {
    const { security, login, hangs } = this.#options;
    let rest = '';
    let inData = false;
    let isLetIn = login === undefined;
    let mail: ReceivedMail = { from: '', to: '', data: '', encrypted };
    const say = (line: string) => socket.write(`${line}\r\n`);
    const offers = () => [
      ...(security === 'starttls' && !encrypted ? ['STARTTLS'] : []),
      ...(login !== undefined && (encrypted || security === undefined) ? ['AUTH PLAIN'] : []),
    ];
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (hangs === 'after the greeting') return;
      if (verb === 'EHLO') {
        say(['250-fine', ...offers().map((offer) => `250-${offer}`), '250 8BITMIME'].join('\r\n'));
      } else if (verb === 'STAR' && (security !== 'starttls' || encrypted)) {
        say('502 not known here');
      } else if (verb === 'STAR') {
        say('220 go on');
        this.#encrypt(socket);
      } else if (verb === 'AUTH') {
        const [, username, password] = Buffer.from(line.slice(11), 'base64').toString('utf8').split('\0');
        isLetIn = username === login?.username && password === login?.password;
        say(isLetIn ? '235 come in' : '535 wrong user name or password');
      } else if (!isLetIn && verb === 'MAIL') {
        say('530 who are you');
      } else if (verb === 'RCPT' && this.refuses !== null && line.includes(this.refuses)) {
        say('550 nobody of that name here');
      } else {
        if (verb === 'MAIL') mail.from = line.slice(10);
        if (verb === 'RCPT') mail.to = line.slice(8);
        if (verb === 'DATA') inData = true;
        say(verb === 'QUIT' ? '221 bye' : verb === 'DATA' ? '354 go on' : '250 fine');
        if (verb === 'QUIT') socket.end();
      }
    };
    const answer = (line: string) => {
      if (!inData) {
        command(line);
      } else if (line === '.') {
        inData = false;
        this.mails.push(mail);
        mail = { from: '', to: '', data: '', encrypted };
        say('250 kept');
      } else {
        mail.data += `${line}\n`;
      }
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line);
    });
  }
}
