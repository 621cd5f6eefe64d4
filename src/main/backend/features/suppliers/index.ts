export { createSupplier, updateSupplier, withdrawSupplier } from './save-supplier.ts';
export { getSupplier, listSuppliers } from './repository.ts';
export { supplierProcedures } from './procedures.ts';
