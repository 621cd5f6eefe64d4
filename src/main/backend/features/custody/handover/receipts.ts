import { receiptNumber } from '#shared/features/custody/model.ts';
import { sql } from 'kysely';
import type { Handover } from '#shared/features/custody/handover-contract.ts';
import { readContent } from '#backend/kernel/attachments/content-store.ts';
import { contentStoreOf, writeCopy } from '#backend/kernel/attachments/kept-contents.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';

/** Receipts, newest first: the last thousand, or those that name an asset. */
export async function listHandovers(db: Db, assetId: number | null): Promise<Handover[]> {
  let query = db
    .selectFrom('handover')
    .leftJoin('operator', 'operator.id', 'handover.operator_id')
    .selectAll('handover')
    .select([
      'operator.display_name',
      sql<string>`(SELECT group_concat(asset.tag, char(31)) FROM handover_item JOIN asset ON asset.id = handover_item.asset_id
        WHERE handover_item.handover_id = handover.id)`.as('tags'),
    ]);
  if (assetId !== null)
    query = query.where(
      'handover.id',
      'in',
      db.selectFrom('handover_item').select('handover_id').where('asset_id', '=', assetId),
    );
  const rows = await query.orderBy('handover.id', 'desc').limit(1000).execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    custodian: { kind: row.custodian_kind, id: row.custodian_id, name: row.custodian_name },
    at: row.at,
    operator: row.display_name ?? '',
    outcome: row.outcome,
    signer: row.signer,
    refusal: row.refusal,
    pdfSha256: row.pdf_sha256,
    tags: row.tags.split('\u001F'),
  }));
}

async function receiptOf(db: Db, id: number): Promise<{ number: number; pdf_sha256: string }> {
  const row = await db.selectFrom('handover').select(['number', 'pdf_sha256']).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('handover', id);
  return row;
}

export async function handoverPdf(backend: Backend, { id }: { id: number }): Promise<File> {
  const { number, pdf_sha256: sha256 } = await receiptOf(openInventoryOf(backend).reader, id);
  const content = readContent(contentStoreOf(backend), sha256);
  return new File([new Uint8Array(content)], `${receiptNumber(number)}.pdf`, { type: 'application/pdf' });
}

/** Shows a copy of the receipt in the program that the system has for PDF; that somebody looked is recorded. */
export async function openHandover(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const { number, pdf_sha256: sha256 } = await receiptOf(openInventoryOf(backend).reader, id);
  const copy = writeCopy(backend, readContent(contentStoreOf(backend), sha256), receiptNumber(number), 'pdf');
  await inTransaction(backend, actor, (command) =>
    command.record({ event: 'custody.handoverOpened', subject: `handover:${number}`, data: { pdfSha256: sha256 } }),
  );
  await backend.host.openFile(copy);
}
