import type { DeviceDetails } from '#shared/features/devices/contract.ts';
import { cardDriver } from './card-driver.ts';
import type { Driver, DriverEvents } from './driver.ts';
import { lineDriver } from './line-driver.ts';
import { llrpDriver } from './llrp-driver.ts';
import { mercuryDriver } from './mercury-driver.ts';
import { nmeaDriver } from './nmea-driver.ts';
import { uhfDriver } from './uhf-driver.ts';

export type DriverOptions = Pick<DeviceDetails, 'kind' | 'framing' | 'pattern' | 'beep'> &
  Partial<Pick<DeviceDetails, 'notation' | 'region'>>;

export function driverFor(
  { kind, framing, pattern, beep, notation = 'hex', region = 'as_set' }: DriverOptions,
  events: DriverEvents,
): Driver {
  switch (kind) {
    case 'scanner':
    case 'pattern':
      return lineDriver({ kind, framing, pattern, beep, notation }, events);
    case 'em4100':
      return lineDriver({ kind, framing: 'stx_etx', pattern: null, beep, notation }, events);
    case 'pcsc':
      return cardDriver(notation, events);
    case 'uhfreader18':
      return uhfDriver(events);
    case 'mercury':
      return mercuryDriver(region, events);
    case 'llrp':
      return llrpDriver(events);
    case 'nmea':
      return nmeaDriver(events);
  }
}
