import { connect, type Socket } from 'node:net';

export type PrinterAddress = { host: string; port: number };

/** Milliseconds. */
export type TransportTimings = {
  /** Until the connection stands. */
  connectMs: number;
  /** Silence after which an answer, or the taking of data, counts as not coming. */
  idleMs: number;
  /** Between two questions whether a label is printed. */
  pollMs: number;
  /** How long a label may take; a fault that somebody repairs meanwhile costs nothing. */
  confirmMs: number;
  /** How long a printer may hold a label while it lacks paper or has its head open. */
  repairMs: number;
};

/**
 * Three seconds each for connecting and silence, as measured with real queues; half a minute for a label, half an hour
 * for whoever fetches a roll.
 */
export const defaultTimings: TransportTimings = {
  connectMs: 3000,
  idleMs: 3000,
  pollMs: 250,
  confirmMs: 30_000,
  repairMs: 30 * 60_000,
};

export type ConnectionFailure =
  | 'CONNECTION_REFUSED'
  | 'CONNECT_TIMEOUT'
  | 'CONNECTION_LOST'
  | 'IDLE_TIMEOUT'
  | 'CANCELLED';

/** Why talking to the printer ended; thrown inside the transport, never out of it. */
export class PrinterConnectionError extends Error {
  readonly code: ConnectionFailure;
  constructor(code: ConnectionFailure) {
    super(code);
    this.name = 'PrinterConnectionError';
    this.code = code;
  }
}

/** Characters. */
const mostHeard = 16_384;

/** One TCP connection to a printer: writes, and collects what comes back. */
export class PrinterConnection {
  readonly #socket: Socket;
  readonly #idleMs: number;
  readonly #signal: AbortSignal | undefined;
  #received = '';
  /** What came since the last label was begun; a printer that never stops talking is heard out no further than this. */
  #heard = '';
  #failure: ConnectionFailure | null = null;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket, idleMs: number, signal: AbortSignal | undefined) {
    this.#socket = socket;
    this.#idleMs = idleMs;
    this.#signal = signal;
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#received += chunk;
      this.#heard = (this.#heard + chunk).slice(-mostHeard);
      this.#wake();
    });
    socket.on('error', () => this.#fail('CONNECTION_LOST'));
    socket.on('close', () => this.#fail('CONNECTION_LOST'));
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  readonly #onAbort = () => this.#fail('CANCELLED');

  #fail(code: ConnectionFailure): void {
    this.#failure ??= code;
    this.#wake();
  }

  /** Rejects with PrinterConnectionError CONNECTION_REFUSED, CONNECT_TIMEOUT or CANCELLED. */
  static async open(
    address: PrinterAddress,
    timings: TransportTimings,
    signal?: AbortSignal,
  ): Promise<PrinterConnection> {
    if (signal?.aborted === true) throw new PrinterConnectionError('CANCELLED');
    const socket = connect({ host: address.host, port: address.port, noDelay: true });
    return new Promise((resolve, reject) => {
      const settle = (code: ConnectionFailure | null) => {
        clearTimeout(timer);
        socket.off('error', onError);
        socket.off('connect', onConnect);
        signal?.removeEventListener('abort', onAbort);
        if (code === null) return resolve(new PrinterConnection(socket, timings.idleMs, signal));
        // A late error of a socket that nobody waits for must not end the process.
        socket.on('error', () => undefined);
        socket.destroy();
        reject(new PrinterConnectionError(code));
      };
      const onError = () => settle('CONNECTION_REFUSED');
      const onConnect = () => settle(null);
      const onAbort = () => settle('CANCELLED');
      const timer = setTimeout(() => settle('CONNECT_TIMEOUT'), timings.connectMs);
      socket.once('error', onError);
      socket.once('connect', onConnect);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Waits until something changes or the time is over; throws what ended the connection. True: time is over. */
  async #change(milliseconds: number): Promise<boolean> {
    this.check();
    const timedOut = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(true), milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(false);
      };
    });
    this.#wake = () => undefined;
    this.check();
    return timedOut;
  }

  /** Throws PrinterConnectionError once the connection is lost or the work is cancelled. */
  check(): void {
    if (this.#failure !== null) throw new PrinterConnectionError(this.#failure);
  }

  /** Pauses; ends early by throwing when the connection ends. */
  async pause(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    for (let left = milliseconds; left > 0; left = until - performance.now()) if (await this.#change(left)) return;
  }

  /**
   * Asks and waits for the whole answer.
   * @returns the answer, Latin-1; null when the printer stays silent for the idle time
   */
  async ask(question: string, isComplete: (answer: string) => boolean): Promise<string | null> {
    this.check();
    this.#received = '';
    this.#socket.write(question, 'latin1');
    while (!isComplete(this.#received)) if (await this.#change(this.#idleMs)) return null;
    return this.#received;
  }

  /**
   * Waits for what a label was told to send by itself, also between the answers to questions.
   * @returns the first group of the pattern; null when nothing like it came in time
   */
  async hear(pattern: RegExp, milliseconds: number): Promise<string | null> {
    const until = performance.now() + milliseconds;
    for (;;) {
      const match = pattern.exec(this.#heard);
      if (match !== null) return match[1] ?? '';
      const left = until - performance.now();
      if (left <= 0 || (await this.#change(left))) return pattern.exec(this.#heard)?.[1] ?? null;
    }
  }

  /** Sends a label; resolves when the system has taken all of it. Throws IDLE_TIMEOUT when the printer stops reading. */
  async send(data: Uint8Array): Promise<void> {
    this.check();
    this.#heard = '';
    let taken = false;
    this.#socket.write(data, () => {
      taken = true;
      this.#wake();
    });
    let flushed = this.#socket.bytesWritten;
    while (!taken) {
      const timedOut = await this.#change(this.#idleMs);
      if (timedOut && this.#socket.bytesWritten === flushed) throw new PrinterConnectionError('IDLE_TIMEOUT');
      flushed = this.#socket.bytesWritten;
    }
  }

  /**
   * Ends the connection and waits until it is gone, because printers take one at a time. What was sent is still
   * delivered, unless the connection has failed or the printer does not end its side within the idle time.
   */
  async close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    const socket = this.#socket;
    if (socket.closed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.destroy(), this.#failure === null ? this.#idleMs : 0);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.end();
    });
  }
}
