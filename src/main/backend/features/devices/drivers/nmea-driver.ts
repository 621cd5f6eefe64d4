import { LineFramer } from '../framing/line-framer.ts';
import { NmeaReader } from '../framing/nmea.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** Receivers also talk binary between the sentences; only what begins like a sentence and is none is told as bad. */
function looksLikeSentence(text: string): boolean {
  return /^\$[A-Z]{2}/.test(text);
}

/** A satellite receiver: a few sentences a second, of which one holds the position with its moment. */
export function nmeaDriver(events: DriverEvents): Driver {
  const framer = new LineFramer('line');
  const reader = new NmeaReader();
  events.ready();
  return {
    silentAfter: 0,
    take: (chunk) => {
      for (const frame of framer.push(chunk)) {
        const text = frame.toString('latin1');
        const { sentence, fix } = reader.take(text);
        if (fix !== null) events.fix(fix);
        else if (sentence === null && looksLikeSentence(text)) events.bad('CHECKSUM');
      }
    },
    silent: () => undefined,
    setReading: () => undefined,
    beep: () => undefined,
    close: () => undefined,
  };
}
