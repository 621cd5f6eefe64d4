import type { CardNotation } from '#shared/features/devices/contract.ts';
import { CardFramer, cardFrame, cardFrameOf } from '../framing/card-frames.ts';
import { inNotation } from '../framing/card-notation.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** Asks a card without contacts for its number (GET DATA, PC/SC part 3, section 3.2.2.1.3). */
const getNumber = Buffer.from('ffca000000', 'hex');
const done = Buffer.from('9000', 'hex');

/** A reader of the service for smart cards: each card that comes is asked for its number, once. */
export function cardDriver(notation: CardNotation, events: DriverEvents): Driver {
  const framer = new CardFramer();
  events.ready();
  return {
    silentAfter: 0,
    take: (chunk) => {
      for (const { kind, data } of framer.push(chunk)) {
        if (kind === cardFrame.inserted) events.write(cardFrameOf(cardFrame.apdu, getNumber));
        else if (kind === cardFrame.apdu) {
          const number = data.subarray(0, -2);
          if (data.subarray(-2).equals(done) && number.length > 0)
            events.tag(inNotation(number.toString('hex').toUpperCase(), notation), null, 1);
          else events.bad('CARD_REFUSED');
        }
      }
    },
    silent: () => undefined,
    setReading: () => undefined,
    beep: () => undefined,
    close: () => undefined,
  };
}
