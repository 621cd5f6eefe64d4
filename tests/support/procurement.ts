import type { Role } from '#shared/features/auth/permissions.ts';
import type { RequisitionDetails, RequisitionLineDetails } from '#shared/features/procurement/requisition.ts';
import type { Client, TestDesk } from './desk.ts';

export const bareLine: RequisitionLineDetails = {
  categoryId: 1,
  modelId: null,
  description: '',
  quantity: 1,
  mustHaves: '',
  estimate: null,
};

/** A need with nothing but a reason; tests add who needs it. */
export const bareRequisition: Omit<RequisitionDetails, 'requesterId'> = {
  departmentId: null,
  costCentreId: null,
  reason: 'New hires',
  neededBy: null,
  notes: null,
  lines: [bareLine],
};

/** Another operator at another window of the same desk. */
export async function signInAs(desk: TestDesk, username: string, roles: Role[]): Promise<Client> {
  const password = `${username} and a long password`;
  await desk.client.auth.createOperator({ username, displayName: username, password, roles });
  const client = desk.connect();
  await client.auth.signIn({ username, password });
  return client;
}
