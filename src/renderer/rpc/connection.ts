import { RPCLink } from '@orpc/client/message-port';
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';

/** One port to one backend process. When that process is replaced, what still waits for it is told so. */
class Connection {
  readonly #link: RPCLink<ClientContext>;
  readonly #port: MessagePort;
  readonly #lost: Promise<never>;
  #lose: (reason: Error) => void = () => undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#lost = new Promise((_resolve, reject) => {
      this.#lose = reject;
    });
    this.#lost.catch(() => undefined);
    this.#link = new RPCLink({ port: port1 });
    port1.start();
    window.postMessage('rpc:connect', '*', [port2]);
  }

  call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    return Promise.race([this.#link.call([...path], input, options), this.#lost]);
  }

  close(): void {
    this.#lose(new Error('CONNECTION_LOST'));
    this.#port.close();
  }
}

/** The link that the client uses for good; the connection behind it is replaced when the backend starts anew. */
export class ReplaceableLink implements ClientLink<ClientContext> {
  #connection = new Connection();

  call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    return this.#connection.call(path, input, options);
  }

  replace(): void {
    this.#connection.close();
    this.#connection = new Connection();
  }
}
