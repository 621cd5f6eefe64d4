import { paperRights } from '#shared/features/procurement/papers.ts';
import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Actor } from '#backend/kernel/session.ts';
import type { PaperTable } from '../tables.ts';

type OwnerColumns = Pick<PaperTable, 'quote_id' | 'invoice_id' | 'contract_id' | 'receipt_id'>;

/** The four columns that say whose a paper is. */
export function ownerColumns({ kind, id }: PaperOwner): OwnerColumns {
  return {
    quote_id: kind === 'quote' ? id : null,
    invoice_id: kind === 'invoice' ? id : null,
    contract_id: kind === 'contract' ? id : null,
    receipt_id: kind === 'receipt' ? id : null,
  };
}

export function ownerOf(row: OwnerColumns): PaperOwner {
  if (row.quote_id !== null) return { kind: 'quote', id: row.quote_id };
  if (row.invoice_id !== null) return { kind: 'invoice', id: row.invoice_id };
  if (row.contract_id !== null) return { kind: 'contract', id: row.contract_id };
  return { kind: 'receipt', id: row.receipt_id ?? 0 };
}

/** @throws Failure FORBIDDEN */
export function refuseWithout(actor: Actor, { kind }: PaperOwner, right: 'see' | 'change'): void {
  const permission = paperRights[kind][right];
  if (!actor.may(permission)) throw new Failure('FORBIDDEN', { permission });
}

/**
 * The subject under which the journal keeps what happens to the papers of an owner.
 *
 * @throws Failure NOT_FOUND; RECEIPT_CLOSED for a delivery whose inspection is over.
 */
export async function subjectOf(db: Db, { kind, id }: PaperOwner): Promise<string> {
  if (kind === 'contract') {
    const row = await db.selectFrom('contract').select('id').where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('contract', id);
    return `contract:${id}`;
  }
  if (kind === 'quote') {
    const row = await db.selectFrom('quote').select('requisition_id').where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('quote', id);
    return `requisition:${row.requisition_id}`;
  }
  if (kind === 'invoice') {
    const row = await db.selectFrom('invoice').select('order_id').where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('invoice', id);
    return `purchase_order:${row.order_id}`;
  }
  const row = await db.selectFrom('receipt').select(['order_id', 'state']).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('receipt', id);
  if (row.state !== 'open') throw new Failure('RECEIPT_CLOSED');
  return `purchase_order:${row.order_id}`;
}
