import { blankLabel, startPrinter } from './printer-server.ts';
import type { Interpreter, PrinterMechanics, PrinterOptions, PrinterSimulator } from './printer-server.ts';

const pins = 720;
const lineLength = 3 + pins / 8;
/** Commands that start with ESC i and the bytes that follow the letter. */
const settingLengths: Readonly<Record<string, number>> = { a: 1, z: 10, M: 1, K: 1, d: 2 };

/** Draws what a raster job of Brother QL says; the picture has all 720 pins, as they stand over the roll. */
class BrotherInterpreter implements Interpreter {
  #lines: Buffer[] = [];

  take(bytes: Buffer, printer: PrinterMechanics): number {
    const [first, second] = bytes;
    if (first === undefined) return 0;
    if (first === 0x00) return 1;
    if (first === 0x67) return this.#line(bytes);
    if (first === 0x1a || first === 0x0c) {
      this.#print(printer);
      return 1;
    }
    if (first === 0x1b && second === 0x40) {
      this.#lines = [];
      return 2;
    }
    if (first === 0x1b && (bytes.length < 3 || second === 0x69)) return this.#setting(bytes, printer);
    printer.misunderstood.push(first.toString(16));
    return 1;
  }

  #setting(bytes: Buffer, printer: PrinterMechanics): number {
    if (bytes.length < 3) return 0;
    const letter = String.fromCharCode(bytes[2] ?? 0);
    if (letter === 'S') return -3;
    const length = settingLengths[letter];
    if (length === undefined) printer.misunderstood.push(`ESC i ${letter}`);
    const end = 3 + (length ?? 0);
    return bytes.length < end ? 0 : end;
  }

  #line(bytes: Buffer): number {
    if (bytes.length < lineLength) return 0;
    this.#lines.push(Buffer.from(bytes.subarray(3, lineLength)));
    return lineLength;
  }

  #print(printer: PrinterMechanics): void {
    const label = blankLabel(pins, this.#lines.length);
    for (const [y, line] of this.#lines.entries())
      for (let pin = 0; pin < pins; pin += 1)
        if (((line[pin >> 3] ?? 0) & (0x80 >> (pin & 7))) !== 0) label.dark[y * pins + (pins - 1 - pin)] = 1;
    this.#lines = [];
    printer.print(label, 1);
  }

  status({ faults, busy }: PrinterMechanics): Uint8Array {
    const answer = new Uint8Array(32);
    answer.set([0x80, 0x20, 0x42, 0x34]);
    answer[8] = faults.paperOut ? 0x01 : 0;
    answer[9] = faults.headOpen ? 0x10 : 0;
    answer[10] = 62;
    answer[11] = 0x0a;
    answer[18] = faults.paperOut || faults.headOpen ? 0x02 : 0x00;
    answer[19] = busy ? 1 : 0;
    return answer;
  }
}

/** A Brother QL printer that draws its labels and answers `ESC i S`. */
export function startBrotherPrinter(options: PrinterOptions = {}): Promise<PrinterSimulator> {
  return startPrinter(() => new BrotherInterpreter(), options);
}
