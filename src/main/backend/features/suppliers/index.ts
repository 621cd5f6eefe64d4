export { createSupplier, withdrawSupplier } from './save-supplier.ts';
export { listSuppliers } from './repository.ts';
export { supplierProcedures } from './procedures.ts';
