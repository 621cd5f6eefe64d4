export { NmeaReader } from './framing/nmea.ts';
export type { Fix } from './framing/nmea.ts';
export { managerOf } from './manager-of-backend.ts';
export { encodeTag, readTagsInFront } from './encode-tag.ts';
export { connectDevices } from './manager-of-backend.ts';
export { deviceProcedures } from './procedures.ts';
export { startPrinterSimulator } from './simulators/printers/start-simulator.ts';
export type { RunningPrinter } from './simulators/printers/start-simulator.ts';
