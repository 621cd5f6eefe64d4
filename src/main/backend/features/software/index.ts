export {
  changeInstallation,
  getInstallation,
  INSTALLATION_LABEL,
  mayInstall,
  recordInstallation,
  withdrawInstallations,
} from './installations.ts';
export { listInstallations } from './list-installations.ts';
export { getProduct, saveProduct, withdrawProduct } from './products.ts';
export { Recogniser } from './recognise.ts';
export { softwareProcedures } from './procedures.ts';
export { readVersionSeen } from './version-seen.ts';
