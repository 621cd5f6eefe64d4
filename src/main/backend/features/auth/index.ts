export { folderOf, problemOf, readVault } from './open-database.ts';
export { listOperators, permissionsOfOperator } from './repository.ts';
export { hasAnotherAdministrator } from './rules.ts';
export { authProcedures } from './procedures.ts';
export { idleLockSetting } from './settings.ts';
export { listHolders } from './roles/read-roles.ts';
export { confirmOperator } from './confirm.ts';
export { lock, signOut } from './sign-in.ts';
