import { connectionAttempt, LlrpFramer, llrpRequest, llrpStatus, llrpTags, llrpType } from '../framing/llrp.ts';
import type { LlrpMessage } from '../framing/llrp.ts';
import type { Driver, DriverEvents } from './driver.ts';

type Step = 'deleteResponse' | 'addResponse' | 'enableResponse';

/**
 * A client of an LLRP reader: waits until the reader takes the connection, replaces its plans by one that reports every
 * tag, and starts and stops it. Events, keepalives and reports may come between a request and its response.
 */
class LlrpDriver implements Driver {
  readonly silentAfter = 0;
  readonly #events: DriverEvents;
  readonly #framer = new LlrpFramer();
  #nextId = 1;
  #waitingFor: Step | null = null;
  #prepared = false;
  #reading = false;

  constructor(events: DriverEvents) {
    this.#events = events;
  }

  take(chunk: Uint8Array): void {
    for (const message of this.#framer.push(chunk)) this.#understand(message);
    if (!this.#framer.broken) return;
    this.#events.bad('LENGTH');
    this.#events.broken();
  }

  silent(): void {}

  setReading(on: boolean): void {
    if (this.#reading === on) return;
    this.#reading = on;
    if (this.#prepared) this.#send(on ? llrpRequest.start : llrpRequest.stop);
  }

  beep(): void {}

  close(): void {
    if (this.#prepared) this.#send(llrpRequest.close);
  }

  #send(request: (id: number) => Buffer): void {
    this.#events.write(request(this.#nextId));
    this.#nextId += 1;
  }

  #understand(message: LlrpMessage): void {
    if (message.type === llrpType.keepalive) this.#events.write(llrpRequest.keepaliveAck(message.id));
    else if (message.type === llrpType.readerEvent) this.#attempted(connectionAttempt(message));
    else if (message.type === llrpType.report) {
      for (const { epc, rssi, seen } of llrpTags(message)) this.#events.tag(epc, rssi, Math.max(1, seen));
    } else this.#responded(message);
  }

  #attempted(status: number | null): void {
    if (status === null) return;
    if (status !== 0) {
      this.#events.taken();
      return;
    }
    this.#waitingFor = 'deleteResponse';
    this.#send(llrpRequest.deleteAll);
  }

  #responded(message: LlrpMessage): void {
    const status = llrpStatus(message);
    if (status !== null && status !== 0) {
      this.#events.bad(`STATUS_${status}`);
      if (this.#waitingFor !== null) this.#events.broken();
      return;
    }
    if (this.#waitingFor === null || message.type !== llrpType[this.#waitingFor]) return;
    if (this.#waitingFor === 'deleteResponse') {
      this.#waitingFor = 'addResponse';
      this.#send(llrpRequest.addEveryTag);
    } else if (this.#waitingFor === 'addResponse') {
      this.#waitingFor = 'enableResponse';
      this.#send(llrpRequest.enable);
    } else {
      this.#waitingFor = null;
      this.#prepared = true;
      this.#events.ready();
      if (this.#reading) this.#send(llrpRequest.start);
    }
  }
}

export function llrpDriver(events: DriverEvents): Driver {
  return new LlrpDriver(events);
}
