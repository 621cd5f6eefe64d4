export { NmeaReader } from './framing/nmea.ts';
export type { Fix } from './framing/nmea.ts';
export { managerOf } from './manager-of-backend.ts';
export { encodeTag, readTagsInFront } from './encode-tag.ts';
export { connectDevices } from './manager-of-backend.ts';
export { deviceProcedures } from './procedures.ts';
