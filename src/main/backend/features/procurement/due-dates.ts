import { sql } from 'kysely';
import { decisionDay, shownSince } from '#backend/features/reminders/index.ts';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** A number as papers show it, e.g. `CON-2026-0001`. */
const numbered = (prefix: string, table: string) => sql`${sql.lit(`${prefix}-`)} || ${sql.ref(`${table}.year`)} || '-'
  || substr('000' || ${sql.ref(`${table}.number`)}, -max(4, length(${sql.ref(`${table}.number`)})))`;

const contracts: DueSource = {
  kind: 'contract',
  select: ({ today, until }) => sql`
    SELECT * FROM (
      SELECT 'contract:' || contract.id, ${decisionDay('contract.ends_on', 'contract.notice_days', today)} AS day,
        ${numbered('CON', 'contract')}, contract.title || ' · ' || supplier.name, 'contract', contract.id, NULL, NULL
      FROM contract JOIN supplier ON supplier.id = contract.supplier_id
      WHERE contract.ends_on IS NOT NULL AND contract.ended_on IS NULL AND contract.ends_on >= ${shownSince(today)}
    ) WHERE day <= ${until}`,
};

const approvals: DueSource = {
  kind: 'approval',
  select: ({ until }) => sql`
    SELECT 'approval:' || approval.id, substr(approval.expires_at, 1, 10), ${numbered('REQ', 'requisition')},
      requisition.reason, 'requisition', requisition.id, NULL, NULL
    FROM approval JOIN requisition ON requisition.id = approval.requisition_id
    WHERE approval.state = 'open' AND substr(approval.expires_at, 1, 10) <= ${until}`,
};

const deliveries: DueSource = {
  kind: 'delivery',
  select: ({ until }) => sql`
    SELECT 'order:' || purchase_order.id, purchase_order.expected_on, ${numbered('PO', 'purchase_order')},
      supplier.name, 'order', purchase_order.id, NULL, NULL
    FROM purchase_order JOIN supplier ON supplier.id = purchase_order.supplier_id
    WHERE purchase_order.expected_on <= ${until} AND purchase_order.state IN ('sent', 'confirmed', 'partly_received')`,
};

/** Whether it was paid is not known here: it leaves the list some weeks after its day. */
const invoices: DueSource = {
  kind: 'invoice',
  select: ({ today, until }) => sql`
    SELECT 'invoice:' || invoice.id, invoice.due_on, invoice.number, supplier.name, 'invoices', invoice.id, NULL, NULL
    FROM invoice JOIN supplier ON supplier.id = invoice.supplier_id
    WHERE invoice.due_on BETWEEN ${shownSince(today)} AND ${until} AND invoice.state <> 'rejected'`,
};

export const dueInPurchasing: readonly DueSource[] = [contracts, approvals, deliveries, invoices];
