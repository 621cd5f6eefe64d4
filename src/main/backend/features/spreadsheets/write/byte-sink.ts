import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';

/** Counts and digests what goes to a stream and waits while the stream is full. */
export class ByteSink {
  readonly #stream: Writable;
  readonly #signal: AbortSignal | undefined;
  readonly #hash = createHash('sha256');
  #failure: Error | null = null;
  bytes = 0;

  constructor(stream: Writable, signal?: AbortSignal) {
    this.#stream = stream;
    this.#signal = signal;
    stream.once('error', (error) => {
      this.#failure = error;
    });
  }

  /** Resolves when the stream has taken the bytes. Throws the stream's error or the reason of the abort. */
  async write(content: Uint8Array): Promise<void> {
    this.#signal?.throwIfAborted();
    if (this.#failure !== null) throw this.#failure;
    this.bytes += content.length;
    this.#hash.update(content);
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(content, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    });
  }

  /** Ends the stream and gives the digest of all bytes. */
  async end(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#stream.once('error', reject);
      this.#stream.end(resolve);
    });
    return this.#hash.digest('hex');
  }

  /** Gives the stream up: its owner removes what was written. */
  abandon(): void {
    this.#stream.destroy();
  }
}
