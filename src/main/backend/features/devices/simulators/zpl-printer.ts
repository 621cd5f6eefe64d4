import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Faults that a test or a person can set and clear while the printer runs. */
export type ZplPrinterFaults = {
  paperOut: boolean;
  headOpen: boolean;
  ribbonOut: boolean;
  paused: boolean;
  /** ~HS gets no answer while a fault is present, as the manual says; ~HQES is answered. */
  silentStatus: boolean;
  /** Nothing is ever answered: a printer that knows no status, or a plain sink. */
  noStatus: boolean;
  /** A connection is cut after so many bytes. */
  dropAfterBytes: number | null;
  /** Connections are accepted and never read. */
  stall: boolean;
  /** Each label stays in the buffer for so many questions. No clock is involved. */
  slowDrain: number;
  /** The roll holds so many labels: the next one that comes finds no paper and waits for it. */
  rollEndsAfter: number | null;
  /** Everything is taken, nothing printed, and all is said to be well. */
  acceptsAndDrops: boolean;
  /** A tag can't be written: the label is voided, its format dropped, and nothing is read back. */
  tagFails: boolean;
  /** A tag holds this afterwards, whatever was to be written. */
  tagHolds: string | null;
};

export type ZplPrinterState = {
  /** Formats that have arrived and wait. */
  buffered: string[];
  /** Text of a format that has begun and has not ended. */
  partial: string;
  connections: number;
  /** Labels that came out with VOID across them. */
  voided: number;
};

export type ZplPrinterSimulator = {
  port: number;
  state: ZplPrinterState;
  faults: ZplPrinterFaults;
  /** Labels that left the printer: formats from their first command to ^XZ, in order. */
  received: string[];
  /** Goes on by itself, as a printer does when a roll was put in. */
  run: () => void;
  close: () => Promise<void>;
};

export type ZplPrinterOptions = {
  /** 0 lets the system choose. */
  port?: number;
  faults?: Partial<ZplPrinterFaults>;
  /** Called for every label that leaves the printer; `number` counts from 1. */
  onLabel?: (label: string, number: number) => void;
};

const noFaults: ZplPrinterFaults = {
  paperOut: false,
  headOpen: false,
  ribbonOut: false,
  paused: false,
  silentStatus: false,
  noStatus: false,
  dropAfterBytes: null,
  stall: false,
  slowDrain: 0,
  rollEndsAfter: null,
  acceptsAndDrops: false,
  tagFails: false,
  tagHolds: null,
};

/** The preamble of drivers stands for itself: what it sets is what this printer always has. */
const COMMAND = /~HS|~HQES|~HI|CT~~CD,~CC\^~CT~\s*|\^XZ\s*/;

const tagToWrite = /\^RFW,H[^^]*\^FD([0-9A-Fa-f]+)\^FS/;
const readBack = /\^HV1,\d+,([^,^]*),([^,^]*)/;

const isHeld = (faults: ZplPrinterFaults) => faults.paperOut || faults.headOpen || faults.ribbonOut || faults.paused;

const frame = (text: string) => `\u0002${text}\u0003\r\n`;

/** The three lines of ~HS for a label of 200 dots. */
function hostStatus(faults: ZplPrinterFaults, state: ZplPrinterState): string {
  const flag = (set: boolean) => (set ? '1' : '0');
  const formats = String(state.buffered.length).padStart(3, '0');
  const partial = flag(state.partial.includes('^XA'));
  return [
    frame(`030,${flag(faults.paperOut)},${flag(faults.paused)},0200,${formats},0,0,${partial},000,0,0,0`),
    frame(`000,0,${flag(faults.headOpen)},${flag(faults.ribbonOut)},0,2,4,0,00000000,1,000`),
    frame('1234,0'),
  ].join('');
}

function errorReport(faults: ZplPrinterFaults): string {
  const bits = (faults.paperOut ? 1 : 0) + (faults.ribbonOut ? 2 : 0) + (faults.headOpen ? 4 : 0);
  const errors = `${bits === 0 ? 0 : 1} 00000000 ${bits.toString(16).toUpperCase().padStart(8, '0')}`;
  return frame(`\r\n\r\nPRINTER STATUS\r\n   ERRORS:    ${errors}\r\n   WARNINGS:  0 00000000 00000000\r\n`);
}

/** The mechanics: takes text, prints labels unless held, and answers questions. No network, no clock. */
class PrinterMechanics {
  readonly state: ZplPrinterState = { buffered: [], partial: '', connections: 0, voided: 0 };
  readonly received: string[] = [];
  readonly faults: ZplPrinterFaults;
  readonly #onLabel: (label: string, number: number) => void;
  #questions = 0;

  constructor(options: ZplPrinterOptions) {
    this.faults = { ...noFaults, ...options.faults };
    this.#onLabel = options.onLabel ?? (() => undefined);
  }

  #print(): void {
    const { rollEndsAfter } = this.faults;
    if (rollEndsAfter !== null && this.state.buffered.length > 0 && this.received.length >= rollEndsAfter) {
      this.faults.paperOut = true;
      this.faults.rollEndsAfter = null;
    }
    if (isHeld(this.faults)) return;
    if (this.faults.slowDrain > 0) {
      if (this.state.buffered.length === 0 || this.#questions < this.faults.slowDrain) return;
      this.#questions = 0;
    }
    for (const label of this.state.buffered.splice(0, this.#labelsAtOnce())) {
      this.received.push(label);
      this.#onLabel(label, this.received.length);
    }
  }

  /** How many leave the printer in one go: one when it is slow, else as many as the roll still holds. */
  #labelsAtOnce(): number {
    if (this.faults.slowDrain > 0) return 1;
    return this.faults.rollEndsAfter === null ? Infinity : this.faults.rollEndsAfter - this.received.length;
  }

  /** Writes a tag, if the format asks for it. @returns what is sent back, or null when the label is voided */
  #encode(label: string): string | null {
    const epc = tagToWrite.exec(label)?.[1];
    if (epc === undefined) return '';
    if (this.faults.tagFails) return null;
    const [, header = '', end = ''] = readBack.exec(label) ?? [];
    const unescaped = end.replaceAll(/_([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return readBack.test(label) ? `${header}${this.faults.tagHolds ?? epc}${unescaped}` : '';
  }

  run(): void {
    this.#print();
  }

  #answer(command: string): string {
    this.#questions += 1;
    this.#print();
    if (this.faults.noStatus) return '';
    if (command === '~HQES') return errorReport(this.faults);
    if (command === '~HI') return frame('ZPL-SIMULATOR,V1.0,8,8192KB');
    return this.faults.silentStatus && isHeld(this.faults) ? '' : hostStatus(this.faults, this.state);
  }

  #take(label: string): string {
    if (this.faults.acceptsAndDrops) return '';
    const said = this.#encode(label);
    if (said === null) {
      this.state.voided += 1;
      return '';
    }
    this.state.buffered.push(label);
    this.#questions = 0;
    this.#print();
    return said;
  }

  /** Takes what arrived and returns what to answer. Commands may be split over several pieces. */
  take(text: string): string {
    this.state.partial += text;
    let answers = '';
    for (;;) {
      const match = COMMAND.exec(this.state.partial);
      if (match === null) return answers;
      const [command] = match;
      const end = match.index + command.length;
      if (command.startsWith('^XZ')) {
        const label = this.state.partial.slice(0, end).trim();
        this.state.partial = this.state.partial.slice(end);
        answers += this.#take(label);
      } else {
        this.state.partial = this.state.partial.slice(0, match.index) + this.state.partial.slice(end);
        if (command.startsWith('~')) answers += this.#answer(command);
      }
    }
  }
}

function attach(socket: Socket, mechanics: PrinterMechanics): void {
  const { faults, state } = mechanics;
  let bytes = 0;
  state.connections += 1;
  // A format that a cut connection left unfinished is thrown away.
  state.partial = '';
  socket.on('error', () => undefined);
  socket.on('close', () => (state.connections -= 1));
  if (faults.stall) return;
  const decoder = new TextDecoder();
  socket.on('data', (chunk: Buffer) => {
    const room = faults.dropAfterBytes === null ? chunk.length : Math.max(0, faults.dropAfterBytes - bytes);
    bytes += chunk.length;
    const answer = mechanics.take(decoder.decode(chunk.subarray(0, room), { stream: true }));
    if (room < chunk.length) socket.resetAndDestroy();
    else if (answer !== '') socket.write(answer, 'latin1');
  });
}

/**
 * Starts a ZPL printer on 127.0.0.1. It answers ~HS, ~HQES and ~HI as Zebra printers do, holds labels while it has a
 * fault and prints them when the fault is cleared and it is asked again. Rejects when the port is taken.
 */
export async function startZplPrinter(options: ZplPrinterOptions = {}): Promise<ZplPrinterSimulator> {
  const mechanics = new PrinterMechanics(options);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    attach(socket, mechanics);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { state, faults, received } = mechanics;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port: (server.address() as AddressInfo).port, state, faults, received, run: () => mechanics.run(), close };
}
