import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A barcode scanner that the test holds: it sends its codes over TCP, as one at a serial-to-network box does. */
export class NetworkScanner {
  readonly #server = createServer((socket) => {
    this.#line = socket;
    socket.on('error', () => undefined);
    for (const resolve of this.#waiting.splice(0)) resolve();
  });
  #line: Socket | null = null;
  #waiting: (() => void)[] = [];

  /** @returns the port it listens on */
  async plugIn(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async scan(...codes: string[]): Promise<void> {
    while (this.#line === null || this.#line.destroyed)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#line.write(codes.map((code) => `${code}\r\n`).join(''));
  }

  async unplug(): Promise<void> {
    this.#line?.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
