import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Faults that a test or a person can set and clear while the printer runs. */
export type PrinterFaults = {
  paperOut: boolean;
  headOpen: boolean;
  /** The roll ends after so many labels: then paperOut is set by itself. */
  paperOutAfter: number | null;
  /** The roll holds so many labels: the next one that comes finds no paper and waits for it. */
  rollEndsAfter: number | null;
  /** Everything is taken, nothing printed, and all is said to be well. */
  acceptsAndDrops: boolean;
  /** No question is answered. */
  silent: boolean;
  /** Each label takes so many questions. No clock is involved. */
  slow: number;
};

/** What was drawn on a label: `dark[y * width + x]` is 1 where a dot is dark. */
export type PrintedLabel = { width: number; height: number; dark: Uint8Array };

export const blankLabel = (width: number, height: number): PrintedLabel => ({
  width,
  height,
  dark: new Uint8Array(width * height),
});

/** What tells the languages apart: says how many bytes at the front are done with, negative when they were a question; 0 waits for more. */
export interface Interpreter {
  take(bytes: Buffer, printer: PrinterMechanics): number;
  /** The answer to the printer's own question. */
  status(printer: PrinterMechanics): Uint8Array;
}

/** The part that all printers have in common: a buffer, a roll, faults. No network, no clock. */
export class PrinterMechanics {
  readonly faults: PrinterFaults;
  /** Labels that left the printer, in order. */
  readonly received: PrintedLabel[] = [];
  /** What the printer did not understand; a label that keeps to its language leaves this empty. */
  readonly misunderstood: string[] = [];
  readonly #waiting: PrintedLabel[] = [];
  #questions = 0;

  constructor(faults: Partial<PrinterFaults>) {
    const none = {
      paperOut: false,
      headOpen: false,
      paperOutAfter: null,
      rollEndsAfter: null,
      acceptsAndDrops: false,
      silent: false,
      slow: 0,
    };
    this.faults = { ...none, ...faults };
  }

  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  print(label: PrintedLabel, copies: number): void {
    if (this.faults.acceptsAndDrops) return;
    for (let copy = 0; copy < copies; copy += 1) this.#waiting.push(label);
    this.#questions = 0;
    this.run();
  }

  asked(): void {
    this.#questions += 1;
    this.run();
  }

  run(): void {
    while (this.#waiting.length > 0 && this.#questions >= this.faults.slow) {
      if (this.faults.rollEndsAfter !== null && this.received.length >= this.faults.rollEndsAfter) {
        this.faults.paperOut = true;
        this.faults.rollEndsAfter = null;
      }
      if (this.faults.paperOut || this.faults.headOpen) return;
      const label = this.#waiting.shift();
      if (label !== undefined) this.received.push(label);
      this.#questions = 0;
      if (this.faults.paperOutAfter !== null && this.received.length >= this.faults.paperOutAfter) {
        this.faults.paperOut = true;
        this.faults.paperOutAfter = null;
      }
    }
  }
}

export type PrinterSimulator = {
  port: number;
  faults: PrinterFaults;
  received: PrintedLabel[];
  misunderstood: string[];
  /** Goes on by itself, as a printer does when a roll was put in. */
  run: () => void;
  close: () => Promise<void>;
};

export type PrinterOptions = { port?: number; faults?: Partial<PrinterFaults> };

/** Starts a printer on 127.0.0.1. Rejects when the port is taken. */
export async function startPrinter(interpreter: () => Interpreter, options: PrinterOptions): Promise<PrinterSimulator> {
  const printer = new PrinterMechanics(options.faults ?? {});
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A label that a cut connection left unfinished is thrown away with its interpreter.
    const own = interpreter();
    let pending: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      for (let taken = own.take(pending, printer); taken !== 0; taken = own.take(pending, printer)) {
        const question = taken < 0;
        pending = pending.subarray(Math.abs(taken));
        if (!question) continue;
        printer.asked();
        if (!printer.faults.silent) socket.write(own.status(printer));
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { faults, received, misunderstood } = printer;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    port: (server.address() as AddressInfo).port,
    faults,
    received,
    misunderstood,
    run: () => printer.run(),
    close,
  };
}
