export {
  changeInstallation,
  getInstallation,
  INSTALLATION_LABEL,
  mayInstall,
  recordInstallation,
  withdrawInstallations,
} from './installations.ts';
export { listInstallations } from './list-installations.ts';
export { createProduct, withdrawProduct } from './products.ts';
export { softwareProcedures } from './procedures.ts';
