import type {
  DeviceConnection,
  DeviceKind,
  DeviceState,
  DeviceUse,
  Proposal,
} from '#shared/features/devices/contract.ts';
import { codeText } from './framing/code-text.ts';
import { em4100Card } from './framing/em4100.ts';
import { LineFramer } from './framing/line-framer.ts';
import { UhfFramer } from './framing/uhfreader18.ts';
import { parseNmea } from './framing/nmea.ts';
import { MercuryFramer } from './framing/mercury.ts';
import { LlrpFramer, llrpType } from './framing/llrp.ts';

/** When a lost device is tried again: at once at first, then every two seconds. Milliseconds. */
export function nextRetry(failures: number): number {
  return Math.min(250 * 2 ** failures, 2000);
}

/** Whether a lost device may come back by itself; the others wait until somebody has done something about it. */
export function isTriedAgain(state: DeviceState): boolean {
  return state !== 'on_hold' && state !== 'no_module';
}

/** How a device of this kind can be reached: smart cards through the service of the system, which serves nothing else. */
export function mayConnect(kind: DeviceKind, connection: DeviceConnection['type']): boolean {
  return connection === 'simulator' || (kind === 'pcsc') === (connection === 'pcsc');
}

/** The session of the desk that a device feeds. */
export function sessionOf(use: DeviceUse): 'A' | 'B' | null {
  if (use === 'desk_a') return 'A';
  return use === 'desk_b' ? 'B' : null;
}

/** Whether a reader of tags reads all the time, or only while somebody sweeps with it. */
export function readsAlways(use: DeviceUse): boolean {
  return use === 'desk_a' || use === 'desk_b' || use === 'receiving';
}

/** Bad frames after which other settings are worth a try. */
const worthATry = 5;

/** What the first bytes of a device say about how it should be set up. */
export function proposeSettings(bytes: Uint8Array): Proposal {
  const nothing: Proposal = { kind: null, framing: null, codes: [], advice: null };
  const llrp = new LlrpFramer().push(bytes);
  if (llrp[0]?.type === llrpType.readerEvent && llrp[0].version === 1) return { ...nothing, kind: 'llrp' };
  const uhf = new UhfFramer();
  if (uhf.push(bytes).length > 0 && uhf.dropped === 0) return { ...nothing, kind: 'uhfreader18' };
  const mercury = new MercuryFramer();
  if (mercury.push(bytes).length > 0 && mercury.dropped === 0) return { ...nothing, kind: 'mercury' };
  const framer = new LineFramer('auto');
  const frames = [...framer.push(bytes), ...framer.silent()];
  const sentences = frames.map((frame) => parseNmea(frame.toString('latin1')));
  if (sentences.some((sentence) => sentence !== null)) return { ...nothing, kind: 'nmea', framing: 'line' };
  const cards = frames.flatMap((frame) => em4100Card(frame) ?? []);
  if (cards.length > 0 && bytes[0] === 0x02) {
    return { ...nothing, kind: 'em4100', framing: 'stx_etx', codes: cards.map(({ id }) => id) };
  }
  const texts = frames.map(codeText);
  const codes = texts.flatMap((text) => (text.ok ? [text.code] : []));
  if (codes.length > 0 && codes.length * 2 >= frames.length) {
    const ended = [0x00, 0x0a, 0x0d].includes(bytes.at(-1) ?? -1);
    const framing = bytes[0] === 0x02 ? 'stx_etx' : ended ? 'line' : 'silence';
    return { ...nothing, kind: 'scanner', framing, codes };
  }
  if (texts.some((text) => !text.ok && text.fault === 'PARITY')) return { ...nothing, advice: 'seven_even' };
  const noise = texts.filter((text) => !text.ok).length >= worthATry || bytes.length >= 64;
  return noise ? { ...nothing, advice: 'other_speed' } : nothing;
}
