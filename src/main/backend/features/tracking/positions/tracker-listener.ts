import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fix } from '#backend/features/devices/index.ts';
import { reportOfJson, reportOfQuery } from './osmand.ts';
import type { TrackerReport } from './osmand.ts';

export type ListenerState = 'off' | 'listening' | 'port_taken' | 'fault';

export interface ListenerEvents {
  now(): string;
  /** @returns whether the tracker is known; settles when the position is durable */
  report(identifier: string, fix: Fix | null): Promise<boolean>;
}

/** No report is longer. Bytes. */
const longestBody = 65_536;

function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBody) {
        resolve(null);
        request.destroy();
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', () => resolve(null));
  });
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The token stands in the path, because that is the one thing that every tracker's settings have. */
function mayReport(request: IncomingMessage, url: URL, token: string): boolean {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return isSame(bearer ?? url.searchParams.get('token') ?? url.pathname.replaceAll('/', ''), token);
}

/** Takes reports of OsmAnd and Traccar clients over HTTP, from whoever knows the token. */
export class TrackerListener {
  readonly #events: ListenerEvents;
  readonly #token: string;
  #server: Server | null = null;
  state: ListenerState = 'off';
  accepted = 0;
  refused = 0;

  constructor(token: string, events: ListenerEvents) {
    this.#token = token;
    this.#events = events;
  }

  /** The port that it listens on; the one that was asked for unless that was 0. */
  get port(): number | null {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    return address?.port ?? null;
  }

  async start(host: string, port: number): Promise<void> {
    const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000, maxHeaderSize: 8192 });
    server.maxConnections = 50;
    server.on('request', (request, response) => {
      void this.#answer(request)
        .catch(() => 500)
        .then((status) => {
          if (status === 200) this.accepted += 1;
          else this.refused += 1;
          response.writeHead(status, { 'content-length': 0, connection: 'close' }).end();
        });
    });
    this.#server = server;
    await new Promise<void>((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        this.state = error.code === 'EADDRINUSE' ? 'port_taken' : 'fault';
        this.#server = null;
        resolve();
      });
      server.listen(port, host, () => {
        this.state = 'listening';
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.state = 'off';
    if (server === null) return Promise.resolve();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage): Promise<number> {
    const url = new URL(request.url ?? '/', 'http://tracker');
    if (request.method !== 'GET' && request.method !== 'POST') return 405;
    if (!mayReport(request, url, this.#token)) return 403;
    const report = await this.#read(request, url);
    if (!report.ok) return 400;
    return (await this.#events.report(report.identifier, report.fix)) ? 200 : 400;
  }

  async #read(request: IncomingMessage, url: URL): Promise<TrackerReport> {
    const now = this.#events.now();
    if (url.searchParams.has('id') || url.searchParams.has('deviceid')) return reportOfQuery(url.searchParams, now);
    const body = request.method === 'POST' ? await readBody(request) : null;
    if (body === null) return { ok: false };
    const isJson = (request.headers['content-type'] ?? '').includes('json');
    return isJson ? reportOfJson(body, now) : reportOfQuery(new URLSearchParams(body), now);
  }
}
