import { CardFramer, cardFrame, cardFrameOf } from '../framing/card-frames.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

/** The answer to reset of a MIFARE card in a reader of PC/SC. */
const answerToReset = Buffer.from('3b8f8001804f0ca0000003060300030000000068', 'hex');
const done = Buffer.from('9000', 'hex');
const unknownInstruction = Buffer.from('6d00', 'hex');

/** A reader of smart cards. Each card is held to it, asked, and taken away before the next one comes. */
export class CardReaderSimulator extends SimulatedDevice {
  readonly faults = { noNumber: false };
  #cards: Buffer[] = [];
  #framer = new CardFramer();

  work(codes: readonly string[]): void {
    const idle = this.#cards.length === 0;
    this.#cards.push(...codes.map((code) => Buffer.from(code, 'hex')).filter(({ length }) => length > 0));
    if (idle) this.#insert();
  }

  protected override apply(isOn: FaultSwitch): void {
    this.faults.noNumber = isOn('no_number');
  }

  protected override connected(): void {
    this.#cards = [];
    this.#framer = new CardFramer();
  }

  protected answer(chunk: Buffer): void {
    for (const { kind } of this.#framer.push(chunk)) {
      const card = this.#cards[0];
      if (kind !== cardFrame.apdu || card === undefined) continue;
      const answer = this.faults.noNumber ? unknownInstruction : Buffer.concat([card, done]);
      this.send(cardFrameOf(cardFrame.apdu, answer));
      this.#cards.shift();
      this.send(cardFrameOf(cardFrame.removed));
      this.#insert();
    }
  }

  #insert(): void {
    if (this.#cards.length > 0) this.send(cardFrameOf(cardFrame.inserted, answerToReset));
  }
}
