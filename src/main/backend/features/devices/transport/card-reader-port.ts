import { Duplex } from 'node:stream';
import { CardFramer, cardFrame, cardFrameOf } from '../framing/card-frames.ts';
import { PortError } from './port-error.ts';

interface Card {
  readonly atr: Buffer | null;
  transmit(command: Buffer): Promise<Buffer>;
}

interface ReaderEvent {
  readonly name: string;
}

/** What is used of the event interface of `smartcard` 3.7. */
export interface CardReaders {
  on(event: 'card-inserted', listener: (event: { reader: ReaderEvent; card: Card }) => void): unknown;
  on(event: 'card-removed', listener: (event: { reader: ReaderEvent }) => void): unknown;
  on(event: 'reader-detached', listener: (reader: ReaderEvent) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  start(): void;
  stop(): void;
  listReaders(): readonly { readonly name: string }[];
}

export interface SmartCards {
  readonly Devices: new () => CardReaders;
}

export type LoadSmartCards = () => Promise<SmartCards>;

/**
 * Smart cards are read by a package with native code that has to be compiled for each computer. It is no dependency:
 * whoever installs it beside the application has them. Its name is no literal of the import, because neither the
 * bundler nor the checks may look for a package that is absent.
 * @throws PortError no_module
 */
const loadSmartCards = async (name = 'smartcard'): Promise<SmartCards> => {
  try {
    const loaded = (await import(name)) as SmartCards & { default?: SmartCards };
    return loaded.default ?? loaded;
  } catch (error) {
    throw new PortError('no_module', error);
  }
};

/** Starts to watch the readers. @throws PortError no_service when nobody serves smart cards on this computer */
async function watchReaders(load: LoadSmartCards): Promise<CardReaders> {
  const { Devices } = await load();
  const readers = new Devices();
  let failure: Error | null = null;
  readers.on('error', (error) => {
    failure ??= error;
  });
  readers.start();
  if (failure === null) return readers;
  readers.stop();
  throw new PortError('no_service', failure);
}

/** The readers of smart cards that are there now. @throws PortError */
export async function listCardReaders(load: LoadSmartCards = loadSmartCards): Promise<string[]> {
  const readers = await watchReaders(load);
  const names = readers.listReaders().map(({ name }) => name);
  readers.stop();
  return names;
}

class CardReaderPort extends Duplex {
  readonly #readers: CardReaders;
  readonly #framer = new CardFramer();
  #card: Card | null = null;

  constructor(readers: CardReaders, isOurs: (name: string) => boolean) {
    super();
    this.#readers = readers;
    readers.on('card-inserted', ({ reader, card }) => {
      if (!isOurs(reader.name)) return;
      this.#card = card;
      this.#tell(cardFrameOf(cardFrame.inserted, card.atr ?? Buffer.alloc(0)));
    });
    readers.on('card-removed', ({ reader }) => {
      if (!isOurs(reader.name)) return;
      this.#card = null;
      this.#tell(cardFrameOf(cardFrame.removed));
    });
    readers.on('reader-detached', ({ name }) => {
      const isThere = readers.listReaders().some((other) => other.name !== name && isOurs(other.name));
      if (isOurs(name) && !isThere) this.destroy(new PortError('missing'));
    });
    readers.on('error', (error) => this.destroy(new PortError('missing', error)));
  }

  #tell(frame: Buffer): void {
    if (!this.destroyed) this.push(frame);
  }

  override _read(): void {
    // Cards come when they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    void this.#transmit(this.#framer.push(chunk).map(({ data }) => data)).then(() => done());
  }

  async #transmit(commands: readonly Buffer[]): Promise<void> {
    for (const command of commands) {
      // A card that was taken away meanwhile answers nothing, which is told as an answer without status.
      const answer = await (this.#card?.transmit(command) ?? Promise.reject(new Error('no card'))).catch(() =>
        Buffer.alloc(0),
      );
      this.#tell(cardFrameOf(cardFrame.apdu, answer));
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#readers.stop();
    done(error);
  }
}

/**
 * Opens a reader of smart cards as a stream of card frames.
 * @param name null takes every reader that there is
 * @throws PortError no_module, no_service, missing
 */
export async function openCardReader(name: string | null, load: LoadSmartCards = loadSmartCards): Promise<Duplex> {
  const readers = await watchReaders(load);
  const isOurs = (other: string) => name === null || other === name;
  if (!readers.listReaders().some((reader) => isOurs(reader.name))) {
    readers.stop();
    throw new PortError('missing');
  }
  return new CardReaderPort(readers, isOurs);
}
