import { nmeaSentence } from '../framing/nmea.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

function coordinate(value: number, digits: number, sides: string): string {
  const size = Math.abs(value);
  const degrees = String(Math.floor(size)).padStart(digits, '0');
  const minutes = ((size % 1) * 60).toFixed(4).padStart(7, '0');
  return `${degrees}${minutes},${sides.charAt(value < 0 ? 1 : 0)}`;
}

/** Milliseconds. */
const day = 86_400_000;

/** A satellite receiver on a serial line. */
export class GpsPuckSimulator extends SimulatedDevice {
  readonly faults = {
    noFix: false,
    badChecksum: false,
    binaryNoise: false,
    /** Each position is told shortly before midnight, and once more shortly after. */
    midnight: false,
    /** Before each position stands one that is ten degrees off, as receivers tell between high walls. */
    jump: false,
  };

  /** Each code is a position: `at,latitude,longitude`, with an instant of ISO-8601. */
  work(codes: readonly string[]): void {
    for (const code of codes) {
      const [at = '', latitude = '', longitude = ''] = code.split(',');
      this.#position(at.trim(), Number(latitude), Number(longitude));
    }
  }

  #position(at: string, latitude: number, longitude: number): void {
    if (this.faults.jump) this.tell(at, latitude > 0 ? latitude - 10 : latitude + 10, longitude);
    if (!this.faults.midnight) {
      this.tell(at, latitude, longitude);
      return;
    }
    const midnight = Date.parse(`${at.slice(0, 10)}T00:00:00.000Z`) + day;
    for (const moment of [midnight - 500, midnight + 500])
      this.tell(new Date(moment).toISOString(), latitude, longitude);
  }

  tell(at: string, latitude: number, longitude: number): void {
    const [year = '', month = '', day = ''] = at.slice(0, 10).split('-');
    const time = at.slice(11, 23).replaceAll(':', '');
    const place = `${coordinate(latitude, 2, 'NS')},${coordinate(longitude, 3, 'EW')}`;
    const state = this.faults.noFix ? 'V,,,,,,,' : `A,${place},0.0,0.0,`;
    const sentence = nmeaSentence(`GPRMC,${time},${state}${day}${month}${year.slice(2)},,,A`);
    if (this.faults.binaryNoise) this.send(Buffer.from('b56201020304ff000d0a', 'hex'));
    const bytes = Buffer.from(sentence, 'latin1');
    if (this.faults.badChecksum) bytes[bytes.length - 3] = bytes.at(-3) === 0x30 ? 0x31 : 0x30;
    this.send(bytes);
  }

  protected override apply(isOn: FaultSwitch): void {
    this.faults.noFix = isOn('no_fix');
    this.faults.badChecksum = isOn('bad_checksum');
    this.faults.binaryNoise = isOn('noise');
    this.faults.midnight = isOn('midnight');
    this.faults.jump = isOn('jump');
  }

  protected answer(): void {
    // It only talks.
  }
}
