import type { AssetDetails } from '#shared/features/assets/model.ts';

/** An asset with nothing but its category; tests add what they are about. */
export const bareAsset: AssetDetails & { tag: null; placeId: null } = {
  tag: null,
  placeId: null,
  name: null,
  serial: null,
  categoryId: 1,
  modelId: null,
  manufacturerId: null,
  condition: 'good',
  supplierId: null,
  orderNumber: null,
  purchasedOn: null,
  cost: null,
  warrantyUntil: null,
  endOfLifeOn: null,
  departmentId: null,
  costCentreId: null,
  notes: null,
};

/** A person with nothing but a name. */
export const barePerson = {
  employeeNumber: null,
  badgeCode: null,
  name: 'Ada Example',
  email: null,
  username: null,
  phone: null,
  title: null,
  departmentId: null,
  placeId: null,
  managerId: null,
  startsOn: null,
  endsOn: null,
  notes: null,
};
