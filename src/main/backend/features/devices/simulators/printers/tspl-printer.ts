import { blankLabel, startPrinter } from './printer-server.ts';
import type {
  Interpreter,
  PrintedLabel,
  PrinterMechanics,
  PrinterOptions,
  PrinterSimulator,
} from './printer-server.ts';

const question = Buffer.from('\u001b!?', 'latin1');
const settings = /^(?:DIRECTION|REFERENCE|DENSITY|SPEED|GAP) /;

/** Draws what TSPL commands say: SIZE, CLS, BITMAP (0 is dark), PRINT. */
class TsplInterpreter implements Interpreter {
  readonly #dotsAMm: number;
  #label: PrintedLabel = blankLabel(0, 0);
  #size = { width: 0, height: 0 };

  constructor(dpi: 203 | 300) {
    this.#dotsAMm = dpi === 203 ? 8 : 300 / 25.4;
  }

  take(bytes: Buffer, printer: PrinterMechanics): number {
    if (bytes.subarray(0, 3).equals(question)) return -3;
    if (bytes[0] === 0x1b) return bytes.length < 3 ? 0 : 1;
    const bitmap = /^BITMAP (\d+),(\d+),(\d+),(\d+),0,/.exec(bytes.subarray(0, 60).toString('latin1'));
    if (bitmap !== null) {
      const [head, x, y, rowBytes, height] = [bitmap[0], ...bitmap.slice(1).map(Number)] as [string, ...number[]];
      const end = head.length + (rowBytes ?? 0) * (height ?? 0);
      if (bytes.length < end) return 0;
      this.#draw(bytes.subarray(head.length, end), x ?? 0, y ?? 0, rowBytes ?? 0);
      return end;
    }
    const end = bytes.indexOf('\r\n');
    if (end === -1) return 0;
    const line = bytes.subarray(0, end).toString('latin1');
    if (line.startsWith('BITMAP')) return 0;
    this.#run(line, printer);
    return end + 2;
  }

  #run(line: string, printer: PrinterMechanics): void {
    const size = /^SIZE ([\d.]+) mm,([\d.]+) mm$/.exec(line);
    const print = /^PRINT 1,(\d+)$/.exec(line);
    if (size !== null)
      this.#size = {
        width: Math.round(Number(size[1]) * this.#dotsAMm),
        height: Math.round(Number(size[2]) * this.#dotsAMm),
      };
    else if (line === 'CLS') this.#label = blankLabel(this.#size.width, this.#size.height);
    else if (print !== null) printer.print(this.#label, Number(print[1]));
    else if (line !== '' && !settings.test(line)) printer.misunderstood.push(line);
  }

  #draw(rows: Uint8Array, left: number, top: number, rowBytes: number): void {
    const { width, height, dark } = this.#label;
    for (const [index, byte] of rows.entries())
      for (let bit = 0; bit < 8; bit += 1) {
        const x = left + (index % rowBytes) * 8 + bit;
        const y = top + Math.floor(index / rowBytes);
        if ((byte & (0x80 >> bit)) === 0 && x < width && y < height) dark[y * width + x] = 1;
      }
  }

  status({ faults, busy }: PrinterMechanics): Uint8Array {
    return Uint8Array.of((faults.headOpen ? 0x01 : 0) | (faults.paperOut ? 0x04 : 0) | (busy ? 0x20 : 0));
  }
}

/** A TSPL printer that draws its labels and answers `ESC !?`. */
export function startTsplPrinter(options: PrinterOptions & { dpi?: 203 | 300 } = {}): Promise<PrinterSimulator> {
  return startPrinter(() => new TsplInterpreter(options.dpi ?? 203), options);
}
