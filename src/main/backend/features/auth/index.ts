export { authProcedures } from './procedures.ts';
export { confirmOperator, lock, signOut } from './sign-in.ts';
