export { encodeTag, readTagsInFront } from './encode-tag.ts';
export { connectDevices } from './manager-of-backend.ts';
export { deviceProcedures } from './procedures.ts';
