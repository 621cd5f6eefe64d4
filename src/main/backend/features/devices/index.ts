export { connectDevices } from './manager-of-backend.ts';
export { deviceProcedures } from './procedures.ts';
