import type { CardNotation } from '#shared/features/devices/contract.ts';
import { inNotation } from '../framing/card-notation.ts';
import { codeText } from '../framing/code-text.ts';
import { em4100Card } from '../framing/em4100.ts';
import { LineFramer } from '../framing/line-framer.ts';
import type { LineFraming } from '../framing/line-framer.ts';
import type { Driver, DriverEvents } from './driver.ts';

export interface LineOptions {
  readonly kind: 'scanner' | 'pattern' | 'em4100';
  readonly framing: LineFraming;
  readonly pattern: string | null;
  readonly beep: string | null;
  readonly notation: CardNotation;
}

/** Scanners and readers that send text: codes as lines, cards of 125 kHz, or lines of which a pattern takes a part. */
export function lineDriver({ kind, framing, pattern, beep, notation }: LineOptions, events: DriverEvents): Driver {
  const framer = new LineFramer(framing);
  const expression = pattern === null ? null : new RegExp(pattern);
  let overflows = 0;
  const understand = (frame: Buffer): void => {
    if (kind === 'em4100') {
      const card = em4100Card(frame);
      if (card === null) events.bad('CHECKSUM');
      else events.tag(inNotation(card.id, notation), null, 1);
      return;
    }
    const text = codeText(frame);
    if (!text.ok) {
      if (text.fault !== 'EMPTY') events.bad(text.fault);
      return;
    }
    const found = kind === 'pattern' ? expression?.exec(text.code) : undefined;
    if (found === null) events.bad('NO_MATCH');
    else events.scan((found?.[1] ?? found?.[0] ?? text.code).trim(), text.symbology);
  };
  const all = (frames: readonly Buffer[]): void => {
    for (const frame of frames) understand(frame);
    for (; overflows < framer.overflows; overflows += 1) events.bad('TOO_LONG');
  };
  events.ready();
  return {
    silentAfter: 100,
    take: (chunk) => all(framer.push(chunk)),
    silent: () => all(framer.silent()),
    setReading: () => undefined,
    beep: () => {
      if (beep !== null) events.write(Buffer.from(beep, 'hex'));
    },
    close: () => undefined,
  };
}
