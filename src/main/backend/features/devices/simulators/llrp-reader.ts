import { LlrpFramer, llrpMessage, llrpType } from '../framing/llrp.ts';
import type { LlrpMessage } from '../framing/llrp.ts';
import { SimulatedDevice } from './simulated-device.ts';

function parameter(type: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(4 + value.length, 2);
  return Buffer.concat([head, value]);
}

const word = (value: number) => Buffer.from([value >> 8, value & 0xff]);
const status = (code: number) => parameter(287, Buffer.concat([word(code), word(0)]));

/** A fixed reader on the network that speaks LLRP. */
export class LlrpReaderSimulator extends SimulatedDevice {
  readonly faults = {
    /** 0 takes the connection, 1 and 2: another client holds the reader. */
    attempt: 0,
    eventBeforeResponse: false,
    errorStatus: 0,
  };
  tags: { epc: string; rssi: number }[] = [];
  started = false;
  acknowledged: number[] = [];
  #framer = new LlrpFramer();
  #report = 1;

  work(codes: readonly string[]): void {
    this.tags = codes.map((epc) => ({ epc: epc.toUpperCase(), rssi: -54 }));
    if (this.started) this.readAll();
  }

  /** Reports every tag in the field once, in one piece. */
  readAll(): void {
    const reports = this.tags.map(({ epc, rssi }) => this.#reportOf(epc, rssi));
    this.send(Buffer.concat(reports));
  }

  keepalive(id: number): void {
    this.send(llrpMessage(llrpType.keepalive, id));
  }

  protected override connected(): void {
    this.#framer = new LlrpFramer();
    this.started = false;
    this.send(this.#event());
  }

  protected answer(chunk: Buffer): void {
    for (const message of this.#framer.push(chunk)) this.#reply(message);
  }

  #event(): Buffer {
    const stamp = parameter(128, Buffer.alloc(8));
    const attempt = parameter(256, word(this.faults.attempt));
    return llrpMessage(llrpType.readerEvent, 0, parameter(246, Buffer.concat([stamp, attempt])));
  }

  #reportOf(epc: string, rssi: number): Buffer {
    const bytes = Buffer.from(epc, 'hex');
    const code =
      bytes.length === 12
        ? Buffer.concat([Buffer.from([0x8d]), bytes])
        : parameter(241, Buffer.concat([word(bytes.length * 8), bytes]));
    const strength = Buffer.from([0x86, rssi & 0xff]);
    const seen = Buffer.from([0x88, 0, 1]);
    this.#report += 1;
    return llrpMessage(llrpType.report, this.#report, parameter(240, Buffer.concat([code, strength, seen])));
  }

  #reply({ type, id }: LlrpMessage): void {
    const responses: Readonly<Record<number, number>> = {
      [llrpType.deleteRospec]: llrpType.deleteResponse,
      [llrpType.addRospec]: llrpType.addResponse,
      [llrpType.enableRospec]: llrpType.enableResponse,
      [llrpType.startRospec]: llrpType.startResponse,
      [llrpType.stopRospec]: llrpType.stopResponse,
      [llrpType.closeConnection]: llrpType.closeResponse,
    };
    if (type === llrpType.keepaliveAck) this.acknowledged.push(id);
    const response = responses[type];
    if (response === undefined) return;
    if (this.faults.eventBeforeResponse) this.keepalive(9000 + id);
    this.send(llrpMessage(response, id, status(this.faults.errorStatus)));
    if (type === llrpType.startRospec) {
      this.started = true;
      this.readAll();
    }
    if (type === llrpType.stopRospec) this.started = false;
    if (type === llrpType.closeConnection) this.hangUp();
  }
}
