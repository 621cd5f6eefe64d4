import type { Role } from '#shared/features/auth/permissions.ts';
import type { QuoteDetails } from '#shared/features/procurement/quote.ts';
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

/** Milliseconds for hooks that let several operators in: each password is stretched twice. */
export const slowHook = 120_000;

/** Another operator at another window of the same desk. */
export async function signInAs(desk: TestDesk, username: string, roles: Role[]): Promise<Client> {
  const password = `${username} and a long password`;
  await desk.client.auth.createOperator({ username, displayName: username, password, roles });
  const client = desk.connect();
  await client.auth.signIn({ username, password });
  return client;
}

/** A quote for lines that are known, each unit at the same price; tests change what they are about. */
export function quoteFor(supplierId: number, lineIds: readonly number[], unitPriceMinor: number): QuoteDetails {
  return {
    supplierId,
    reference: '',
    receivedOn: '2026-11-20',
    validUntil: '2026-12-31',
    currency: 'EUR',
    rateMicros: null,
    deliveryDays: 10,
    warrantyMonths: 36,
    supportTerms: 'Next business day',
    notes: null,
    lines: lineIds.map((requisitionLineId) => ({ requisitionLineId, unitPriceMinor })),
    quality: 7,
    reliability: 7,
    support: 7,
    answers: [],
    energyMinor: 0,
    supportMinor: 0,
    licencesMinor: 0,
    disposalMinor: 0,
  };
}

export const bareSupplier = { contact: null, email: null, phone: null, notes: null };
