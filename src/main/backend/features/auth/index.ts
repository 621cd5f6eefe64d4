export { authProcedures } from './procedures.ts';
export { lock } from './sign-in.ts';
