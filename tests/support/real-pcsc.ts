import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listCardReaders } from '#backend/features/devices/transport/card-reader-port.ts';

/** Drivers of the virtual reader, as Debian lays them down. */
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const socketOfService = '/run/pcscd/pcscd.comm';

/** Why no service for smart cards can be started here, or null. */
export async function whyNoSmartCards(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root of a Linux starts the service';
  if (!existsSync(driver)) return 'no virtual reader, package vsmartcard-vpcd';
  if (existsSync(socketOfService)) return 'a service for smart cards runs already';
  try {
    execFileSync('pcscd', ['--version'], { stdio: 'ignore' });
  } catch {
    return 'no pcscd';
  }
  const why = await listCardReaders().then(
    () => null,
    (error: unknown) => error,
  );
  return why instanceof Error && 'state' in why && why.state === 'no_module' ? 'no package smartcard' : null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Looks again and again: what a service of the system does is told to nobody. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error(`waited for ${what}`);
    await pause(25);
  }
}

/** Of the messages of one byte (off, on, reset, answer to reset) between virtual reader and card, the one that wants an answer. */
const getAnswerToReset = 4;

/** A card in a virtual reader: two bytes of length, then what the reader says or the card answers. */
export class VirtualCard {
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);

  constructor(port: number, answer: (command: Buffer) => Buffer) {
    this.#socket = connect({ host: '127.0.0.1', port });
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (chunk) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      while (this.#buffer.length >= 2 && this.#buffer.length >= 2 + this.#buffer.readUInt16BE(0)) {
        const end = 2 + this.#buffer.readUInt16BE(0);
        this.#take(this.#buffer.subarray(2, end), answer);
        this.#buffer = this.#buffer.subarray(end);
      }
    });
  }

  #take(message: Buffer, answer: (command: Buffer) => Buffer): void {
    if (message.length > 1) this.#send(answer(message));
    else if (message[0] === getAnswerToReset)
      this.#send(Buffer.from('3b8f8001804f0ca000000306030001000000006a', 'hex'));
  }

  #send(data: Buffer): void {
    this.#socket.write(Buffer.concat([Buffer.from([data.length >>> 8, data.length & 0xff]), data]));
  }

  takeAway(): void {
    this.#socket.destroy();
  }
}

export interface RealPcsc {
  hold(answer: (command: Buffer) => Buffer): VirtualCard;
  /** Ends the service as a crash does. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The service for smart cards of this computer with a virtual reader; the caller kills it. */
export async function startPcsc(): Promise<RealPcsc> {
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-pcsc-'));
  const port = await freePort();
  const channel = `0x${port.toString(16).toUpperCase()}`;
  writeFileSync(
    join(folder, 'reader.conf'),
    `FRIENDLYNAME "Virtual reader"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${driver}\nCHANNELID ${channel}\n`,
  );
  let service: ChildProcess | null = null;
  const start = async () => {
    service = spawn('pcscd', ['--foreground', '--config', folder], { stdio: 'ignore' });
    await until(() => existsSync(socketOfService), 'the service for smart cards');
  };
  await start();
  return {
    hold: (answer) => new VirtualCard(port, answer),
    start,
    kill: async () => {
      const running = service;
      if (running !== null && running.exitCode === null) {
        const gone = new Promise((resolve) => running.once('exit', resolve));
        running.kill('SIGKILL');
        await gone;
      }
      rmSync(socketOfService, { force: true });
      rmSync('/run/pcscd/pcscd.pid', { force: true });
    },
  };
}
