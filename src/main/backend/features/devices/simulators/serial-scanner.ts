import { SimulatedDevice } from './simulated-device.ts';

const endings = { cr: '\r', lf: '\n', crlf: '\r\n', none: '', stx_etx: '\u0003' } as const;

/** A barcode scanner on a serial line. */
export class SerialScannerSimulator extends SimulatedDevice {
  readonly faults: { ending: keyof typeof endings; aim: string; evenParity: boolean } = {
    ending: 'cr',
    aim: '',
    evenParity: false,
  };

  work(codes: readonly string[]): void {
    for (const code of codes) this.scan(code);
  }

  scan(code: string): void {
    const start = this.faults.ending === 'stx_etx' ? '\u0002' : '';
    const bytes = Buffer.from(`${start}${this.faults.aim}${code}${endings[this.faults.ending]}`, 'latin1');
    this.send(this.faults.evenParity ? bytes.map(withEvenParity) : bytes);
  }

  /** Noise, or a code that never ends. */
  sendRaw(bytes: Uint8Array): void {
    this.send(bytes);
  }

  protected answer(): void {
    // A beep is all that a scanner is asked for, and it says nothing to it.
  }
}

/** The eighth bit as parity, as a port with other settings sees it. */
function withEvenParity(byte: number): number {
  let ones = 0;
  for (let bits = byte; bits > 0; bits >>= 1) ones += bits & 1;
  return ones % 2 === 0 ? byte : byte | 0x80;
}
