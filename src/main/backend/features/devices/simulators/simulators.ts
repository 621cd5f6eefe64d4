import type { DeviceKind } from '#shared/features/devices/contract.ts';
import { CardReaderSimulator } from './card-reader.ts';
import { Em4100Simulator } from './em4100-reader.ts';
import { GpsPuckSimulator } from './gps-puck.ts';
import { LlrpReaderSimulator } from './llrp-reader.ts';
import { MercuryReaderSimulator } from './mercury-reader.ts';
import { SerialScannerSimulator } from './serial-scanner.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { UhfReader18Simulator } from './uhfreader18.ts';

/** The simulator of a kind of device. */
export function simulatorOf(kind: DeviceKind): SimulatedDevice {
  switch (kind) {
    case 'scanner':
    case 'pattern':
      return new SerialScannerSimulator();
    case 'em4100':
      return new Em4100Simulator();
    case 'uhfreader18':
      return new UhfReader18Simulator();
    case 'mercury':
      return new MercuryReaderSimulator();
    case 'llrp':
      return new LlrpReaderSimulator();
    case 'pcsc':
      return new CardReaderSimulator();
    case 'nmea':
      return new GpsPuckSimulator();
  }
}
