import { blankLabel, startPrinter } from './printer-server.ts';
import type {
  Interpreter,
  PrintedLabel,
  PrinterMechanics,
  PrinterOptions,
  PrinterSimulator,
} from './printer-server.ts';

/** Draws what EPL2 commands say: N, q, Q, GW (0 is dark), P. It answers nothing, as most such printers do. */
class EplInterpreter implements Interpreter {
  #label: PrintedLabel = blankLabel(0, 0);
  #size = { width: 0, height: 0 };

  take(bytes: Buffer, printer: PrinterMechanics): number {
    const graphic = /^GW(\d+),(\d+),(\d+),(\d+),/.exec(bytes.subarray(0, 60).toString('latin1'));
    if (graphic !== null) {
      const [left = 0, top = 0, rowBytes = 0, height = 0] = graphic.slice(1).map(Number);
      const end = graphic[0].length + rowBytes * height;
      if (bytes.length < end) return 0;
      this.#draw(bytes.subarray(graphic[0].length, end), left, top, rowBytes);
      return end;
    }
    const end = bytes.indexOf('\n');
    if (end === -1) return 0;
    this.#run(bytes.subarray(0, end).toString('latin1'), printer);
    return end + 1;
  }

  #run(line: string, printer: PrinterMechanics): void {
    const [, command, digits] = /^([qQP])(\d+)(?:,\d+)?$/.exec(line) ?? [];
    if (command === 'q') this.#size.width = Number(digits);
    else if (command === 'Q') {
      this.#size.height = Number(digits);
      this.#label = blankLabel(this.#size.width, this.#size.height);
    } else if (command === 'P') printer.print(this.#label, Number(digits));
    else if (line !== '' && !/^(?:N|[DS]\d+)$/.test(line)) printer.misunderstood.push(line);
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

  status(): Uint8Array {
    return new Uint8Array();
  }
}

/** An EPL2 printer that draws its labels and, like most, says nothing. */
export function startEplPrinter(options: PrinterOptions = {}): Promise<PrinterSimulator> {
  return startPrinter(() => new EplInterpreter(), options);
}
