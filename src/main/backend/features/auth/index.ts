export { authProcedures } from './procedures.ts';
export { lock, signOut } from './sign-in.ts';
