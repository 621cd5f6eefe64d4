import { llrpWrites, llrpWriteSpec } from '../framing/llrp-access.ts';
import { connectionAttempt, LlrpFramer, llrpRequest, llrpStatus, llrpTags, llrpType } from '../framing/llrp.ts';
import type { LlrpMessage } from '../framing/llrp.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** How long a reader may take to say that it takes the connection, to answer, and to meet the tag to be written. Milliseconds. */
const greetsWithin = 5000;
const answersWithin = 2000;
const writesWithin = 2000;
/** How often a reader says that it is there, and after what silence it has gone. Milliseconds. */
export const keepAliveEvery = 10_000;
export const goneAfter = 3 * keepAliveEvery;

/**
 * A client of an LLRP reader: waits until the reader takes the connection, replaces its plans by one that reports every
 * tag, and starts and stops it. Events, keepalives and reports may come between a request and its response.
 */
class LlrpDriver implements Driver {
  readonly #events: DriverEvents;
  readonly #framer = new LlrpFramer();
  readonly #asked = new Map<number, (answer: LlrpMessage | null) => void>();
  #written: ((wrote: boolean) => void) | null = null;
  #nextId = 1;
  #greeting: NodeJS.Timeout | null;
  #keepsAlive = false;
  #prepared = false;
  #reading = false;
  #closed = false;

  constructor(events: DriverEvents) {
    this.#events = events;
    this.#greeting = setTimeout(() => events.lost('fault', 'NO_ANSWER'), greetsWithin);
  }

  /** A reader that tells that it is there is missed when it does not. */
  get silentAfter(): number {
    return this.#keepsAlive ? goneAfter : 0;
  }

  take(chunk: Uint8Array): void {
    for (const message of this.#framer.push(chunk)) this.#understand(message);
    if (!this.#framer.broken) return;
    this.#events.bad('LENGTH');
    this.#events.lost('fault');
  }

  silent(): void {
    this.#events.lost('missing', 'NO_ANSWER');
  }

  setReading(on: boolean): void {
    if (this.#reading === on) return;
    this.#reading = on;
    if (this.#prepared) this.#send(on ? llrpRequest.start : llrpRequest.stop);
  }

  beep(): void {}

  /** The write is carried out by an inventory, so one runs for it even when nobody sweeps. */
  async write(epc: string, before: string): Promise<boolean> {
    const spec = llrpWriteSpec(before, epc);
    await this.#ask(llrpRequest.deleteAccess);
    if (!(await this.#succeeds((id) => llrpRequest.addAccess(id, spec)))) return false;
    // Listened for before it is enabled: with an inventory under way the tag may be met at once.
    const written = this.#nextWrite();
    const enabled = await this.#succeeds(llrpRequest.enableAccess);
    const startsForIt = enabled && !this.#reading;
    if (!enabled) this.#written?.(false);
    if (startsForIt) await this.#ask(llrpRequest.start);
    const wrote = await written;
    if (startsForIt) await this.#ask(llrpRequest.stop);
    await this.#ask(llrpRequest.deleteAccess);
    return wrote;
  }

  close(): void {
    if (this.#prepared) this.#send(llrpRequest.close);
    this.#closed = true;
    this.#greeted();
    this.#written?.(false);
    for (const settle of this.#asked.values()) settle(null);
  }

  #greeted(): void {
    if (this.#greeting !== null) clearTimeout(this.#greeting);
    this.#greeting = null;
  }

  #send(request: (id: number) => Buffer): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#events.write(request(id));
    return id;
  }

  /** @returns the response to this request, whatever comes before it; null when none comes */
  #ask(request: (id: number) => Buffer): Promise<LlrpMessage | null> {
    if (this.#closed) return Promise.resolve(null);
    return new Promise((resolve) => {
      // Noted before it is sent: a response may come while the request is still being written.
      const id = this.#nextId;
      const timer = setTimeout(() => settle(null), answersWithin);
      const settle = (answer: LlrpMessage | null) => {
        clearTimeout(timer);
        this.#asked.delete(id);
        resolve(answer);
      };
      this.#asked.set(id, settle);
      this.#send(request);
    });
  }

  async #succeeds(request: (id: number) => Buffer): Promise<boolean> {
    const answer = await this.#ask(request);
    return answer !== null && (llrpStatus(answer) ?? 0) === 0;
  }

  /** @returns how the next write went; false when none is reported in time */
  #nextWrite(): Promise<boolean> {
    return new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => this.#written?.(false), writesWithin);
      this.#written = (wrote) => {
        clearTimeout(timer);
        this.#written = null;
        resolve(wrote);
      };
    });
  }

  #understand(message: LlrpMessage): void {
    if (message.type === llrpType.keepalive) this.#events.write(llrpRequest.keepaliveAck(message.id));
    else if (message.type === llrpType.readerEvent) this.#attempted(connectionAttempt(message));
    else if (message.type === llrpType.report) {
      for (const { epc, rssi, seen } of llrpTags(message)) this.#events.tag(epc, rssi, Math.max(1, seen));
      const [written] = llrpWrites(message.body);
      if (written !== undefined) this.#written?.(written.result === 0);
    } else this.#responded(message);
  }

  #attempted(status: number | null): void {
    if (status === null) return;
    this.#greeted();
    if (status === 0) void this.#prepare();
    else this.#events.lost('taken');
  }

  #responded(message: LlrpMessage): void {
    const status = llrpStatus(message);
    if (status !== null && status !== 0) this.#events.bad(`STATUS_${status}`);
    else if (message.type === llrpType.setConfigResponse) this.#keepsAlive = true;
    this.#asked.get(message.id)?.(message);
  }

  async #prepare(): Promise<void> {
    for (const request of [llrpRequest.deleteAll, llrpRequest.addEveryTag, llrpRequest.enable]) {
      // One after the other: a reader refuses to enable what it has not got yet.
      const answer = await this.#ask(request);
      if (this.#closed) return;
      if (answer === null || (llrpStatus(answer) ?? 0) !== 0) {
        if (answer === null) this.#events.lost('fault', 'NO_ANSWER');
        else this.#events.lost('fault');
        return;
      }
    }
    // A reader that knows no keepalives is served without.
    await this.#ask((id) => llrpRequest.keepAlive(id, keepAliveEvery));
    if (this.#closed) return;
    this.#prepared = true;
    this.#events.ready();
    if (this.#reading) this.#send(llrpRequest.start);
  }
}

export function llrpDriver(events: DriverEvents): Driver {
  return new LlrpDriver(events);
}
