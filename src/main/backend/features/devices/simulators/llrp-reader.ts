import { llrpWriteAsked, llrpWriteReported } from '../framing/llrp-access.ts';
import { llrpParameter, llrpValue, word } from '../framing/llrp-parameters.ts';
import { LlrpFramer, llrpMessage, llrpType } from '../framing/llrp.ts';
import type { LlrpMessage } from '../framing/llrp.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

const status = (code: number) => llrpParameter(287, word(code), word(0));

/** A reader hangs up on a client that leaves so many keepalives unanswered. */
const mostUnanswered = 3;

const responses: Readonly<Record<number, number>> = {
  [llrpType.deleteRospec]: llrpType.deleteResponse,
  [llrpType.addRospec]: llrpType.addResponse,
  [llrpType.enableRospec]: llrpType.enableResponse,
  [llrpType.startRospec]: llrpType.startResponse,
  [llrpType.stopRospec]: llrpType.stopResponse,
  [llrpType.setConfig]: llrpType.setConfigResponse,
  [llrpType.addAccess]: llrpType.addAccessResponse,
  [llrpType.deleteAccess]: llrpType.deleteAccessResponse,
  [llrpType.enableAccess]: llrpType.enableAccessResponse,
  [llrpType.closeConnection]: llrpType.closeResponse,
};

/** A fixed reader on the network that speaks LLRP. */
export class LlrpReaderSimulator extends SimulatedDevice {
  readonly faults = {
    /** 0 takes the connection, 1 and 2: another client holds the reader. */
    attempt: 0,
    eventBeforeResponse: false,
    errorStatus: 0,
    /** Switched off without a word: the line stands, and nothing comes. */
    silent: false,
    /** The write breaks off after so many words; null writes all. */
    writeStopsAfter: null as number | null,
  };
  tags: { epc: string; rssi: number }[] = [];
  started = false;
  acknowledged: number[] = [];
  #framer = new LlrpFramer();
  #report = 1;
  /** While it is started it reads what lies in the field so often, in milliseconds; null only when somebody makes it. */
  readsEvery: number | null = 250;
  #inventory: NodeJS.Timeout | null = null;
  #access: { spec: Buffer; enabled: boolean } | null = null;
  #keepAlive: NodeJS.Timeout | null = null;
  #unanswered = 0;

  work(codes: readonly string[]): void {
    this.tags = codes.map((epc) => ({ epc: epc.toUpperCase(), rssi: -54 }));
    if (this.started) this.readAll();
  }

  /** Reports every tag in the field once, in one piece, and writes into the one that is meant to be written. */
  readAll(): void {
    const reports = this.tags.map((tag) => this.#reportOf(tag));
    if (reports.length > 0) this.send(Buffer.concat(reports));
  }

  keepalive(id: number): void {
    this.#unanswered += 1;
    if (this.#unanswered > mostUnanswered) this.hangUp();
    else this.send(llrpMessage(llrpType.keepalive, id));
  }

  protected override apply(isOn: FaultSwitch): void {
    this.faults.attempt = isOn('taken') ? 2 : 0;
    this.faults.eventBeforeResponse = isOn('event_first');
    this.faults.errorStatus = isOn('error_status') ? 100 : 0;
    this.faults.silent = isOn('silent');
    this.faults.writeStopsAfter = isOn('write_stops') ? 3 : null;
    this.piece = isOn('pieces') ? 37 : null;
  }

  protected override connected(): void {
    this.disconnected();
    this.#framer = new LlrpFramer();
    this.#access = null;
    this.#unanswered = 0;
    this.send(this.#event());
  }

  protected override disconnected(): void {
    if (this.#keepAlive !== null) clearInterval(this.#keepAlive);
    this.#keepAlive = null;
    this.#stop();
  }

  protected override send(bytes: Uint8Array): void {
    if (!this.faults.silent) super.send(bytes);
  }

  protected answer(chunk: Buffer): void {
    for (const message of this.#framer.push(chunk)) this.#reply(message);
  }

  #event(): Buffer {
    const stamp = llrpParameter(128, Buffer.alloc(8));
    const attempt = llrpParameter(256, word(this.faults.attempt));
    return llrpMessage(llrpType.readerEvent, 0, llrpParameter(246, stamp, attempt));
  }

  #reportOf(tag: { epc: string; rssi: number }): Buffer {
    const bytes = Buffer.from(tag.epc, 'hex');
    const code =
      bytes.length === 12
        ? Buffer.concat([Buffer.from([0x8d]), bytes])
        : llrpParameter(241, word(bytes.length * 8), bytes);
    const strength = Buffer.from([0x86, tag.rssi & 0xff]);
    const seen = Buffer.from([0x88, 0, 1]);
    this.#report += 1;
    return llrpMessage(llrpType.report, this.#report, llrpParameter(240, code, strength, seen, this.#written(tag)));
  }

  /** What becomes of a tag that meets the access spec: a report tells the EPC that it had before. */
  #written(tag: { epc: string }): Buffer {
    const asked = this.#access?.enabled === true ? llrpWriteAsked(this.#access.spec) : null;
    if (asked === null || asked.before !== tag.epc) return Buffer.alloc(0);
    this.#access = null;
    // Word 1 is that of protocol control; the EPC begins behind it.
    const data = asked.at === 1 ? asked.data.slice(4) : asked.data;
    const words = data.length / 4;
    const stop = this.faults.writeStopsAfter;
    tag.epc = stop === null ? data : data.slice(0, stop * 4) + tag.epc.slice(stop * 4);
    return llrpWriteReported(stop === null ? { result: 0, words } : { result: 5, words: stop });
  }

  #reply({ type, id, body }: LlrpMessage): void {
    if (type === llrpType.keepaliveAck) {
      this.acknowledged.push(id);
      this.#unanswered = 0;
    }
    const response = responses[type];
    if (response === undefined) return;
    if (this.faults.eventBeforeResponse) this.keepalive(9000 + id);
    this.#obey(type, body);
    this.send(llrpMessage(response, id, status(this.faults.errorStatus)));
    if (type === llrpType.startRospec) this.#start();
    if (type === llrpType.closeConnection) this.hangUp();
  }

  #obey(type: number, body: Buffer): void {
    if (type === llrpType.addAccess) this.#access = { spec: Buffer.from(body), enabled: false };
    if (type === llrpType.enableAccess && this.#access !== null) this.#access.enabled = true;
    if (type === llrpType.deleteAccess) this.#access = null;
    if (type === llrpType.stopRospec) this.#stop();
    if (type === llrpType.setConfig) this.#keepAliveAs(llrpValue(body.subarray(1), 220));
  }

  #start(): void {
    this.#stop();
    this.started = true;
    this.readAll();
    if (this.readsEvery === null) return;
    this.#inventory = setInterval(() => this.readAll(), this.readsEvery);
    this.#inventory.unref();
  }

  #stop(): void {
    this.started = false;
    if (this.#inventory !== null) clearInterval(this.#inventory);
    this.#inventory = null;
  }

  #keepAliveAs(spec: Buffer | undefined): void {
    if (this.#keepAlive !== null) clearInterval(this.#keepAlive);
    this.#keepAlive = null;
    if (spec === undefined || spec.length < 5 || spec.readUInt8(0) !== 1) return;
    this.#keepAlive = setInterval(() => this.keepalive(0), spec.readUInt32BE(1));
    this.#keepAlive.unref();
  }
}
