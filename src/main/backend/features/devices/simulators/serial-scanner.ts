import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

const endings = { cr: '\r', lf: '\n', crlf: '\r\n', none: '', stx_etx: '\u0003' } as const;

/** A code that never ends, longer than any is allowed to be. Bytes. */
const endless = 8000;

/** A barcode scanner on a serial line. */
export class SerialScannerSimulator extends SimulatedDevice {
  readonly faults: { ending: keyof typeof endings; aim: string; evenParity: boolean; endless: boolean } = {
    ending: 'cr',
    aim: '',
    evenParity: false,
    endless: false,
  };

  work(codes: readonly string[]): void {
    for (const code of codes) this.scan(code);
  }

  scan(code: string): void {
    if (this.faults.endless) {
      this.send(Buffer.alloc(endless, code));
      return;
    }
    const start = this.faults.ending === 'stx_etx' ? '\u0002' : '';
    const bytes = Buffer.from(`${start}${this.faults.aim}${code}${endings[this.faults.ending]}`, 'latin1');
    this.send(this.faults.evenParity ? bytes.map(withEvenParity) : bytes);
  }

  /** Noise, or a code that never ends. */
  sendRaw(bytes: Uint8Array): void {
    this.send(bytes);
  }

  protected override apply(isOn: FaultSwitch): void {
    const others = ['lf', 'crlf', 'stx_etx'] as const;
    this.faults.ending = isOn('no_end') ? 'none' : (others.find(isOn) ?? 'cr');
    this.faults.aim = isOn('aim') ? ']C0' : '';
    this.faults.evenParity = isOn('parity');
    this.faults.endless = isOn('endless');
    this.piece = isOn('pieces') ? 1 : null;
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
