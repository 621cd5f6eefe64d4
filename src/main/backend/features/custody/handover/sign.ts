import { receiptNumber } from '#shared/features/custody/model.ts';
import { isSignature, signatureText } from '#shared/features/custody/signature.ts';
import type { Signature } from '#shared/features/custody/signature.ts';
import type { HandoverDraft } from '#shared/features/custody/handover-contract.ts';
import { storeContent } from '#backend/kernel/attachments/content-store.ts';
import { contentStoreOf } from '#backend/kernel/attachments/kept-contents.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { peekNumber, takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { keepDocument } from '#backend/features/assets/index.ts';
import { draftHandover } from './draft.ts';
import { sha256Of } from './texts.ts';

export type HandoverAnswer = { outcome: 'signed'; signature: Signature } | { outcome: 'refused'; reason: string };

interface SignInput {
  custodyIds: readonly number[];
  textVersionIds: readonly number[];
  signer: string;
  answer: HandoverAnswer;
}

const sequence = 'custody.handover';

/**
 * Keeps a receipt over several items under one signature, or the note that it was refused: drawn and on the disk first,
 * then row, items, wordings and journal entry in one transaction, as long as nothing has changed meanwhile.
 *
 * @throws Failure CUSTODY_OVER, SEVERAL_CUSTODIANS, TEXTS_CHANGED, SIGNATURE_EMPTY.
 */
export async function signHandover(
  backend: Backend,
  actor: Actor,
  input: SignInput,
): Promise<{ id: number; number: number }> {
  const { answer } = input;
  if (answer.outcome === 'signed' && !isSignature(answer.signature)) throw new Failure('SIGNATURE_EMPTY');
  const { reader } = openInventoryOf(backend);
  const draft = await draftHandover(reader, input.custodyIds);
  refuseOtherTexts(draft, input.textVersionIds);
  const number = await peekNumber(reader, sequence);
  const at = backend.surroundings.now();
  const content = await renderReceipt(backend, actor, { draft, number, at, signer: input.signer, answer });
  return inTransaction(backend, actor, async (command) => {
    // What was drawn is what is kept: another receipt or hand-over meanwhile means to look again.
    const now = await draftHandover(command.tx, input.custodyIds);
    if (JSON.stringify(now) !== JSON.stringify(draft) || (await takeNumbers(command.tx, sequence)) !== number)
      throw new Failure('CHANGED_MEANWHILE', { entity: 'handover', id: number });
    const pdf = { sha256: storeContent(contentStoreOf(backend), content), bytes: content.length };
    const id = await keepHandover(command, { draft, number, signer: input.signer, answer, pdf });
    return { id, number };
  });
}

function refuseOtherTexts({ texts }: HandoverDraft, shown: readonly number[]): void {
  const expected = texts.map(({ versionId }) => versionId).toSorted((one, other) => one - other);
  const given = shown.toSorted((one, other) => one - other);
  if (expected.join() !== given.join()) throw new Failure('TEXTS_CHANGED');
}

async function renderReceipt(
  backend: Backend,
  actor: Actor,
  receipt: { draft: HandoverDraft; number: number; at: string; signer: string; answer: HandoverAnswer },
): Promise<Uint8Array> {
  const { reader } = openInventoryOf(backend);
  const organisation = (await readSetting(reader, organisationSetting)).name;
  const operator = await reader
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', actor.operatorId)
    .executeTakeFirst();
  // Fonts and pages take longer to load than everything a desk needs when it starts.
  const { renderReceiptPdf } = await import('./receipt-pdf.ts');
  return renderReceiptPdf({ ...receipt, organisation, operator: operator?.display_name ?? actor.username });
}

async function keepHandover(
  command: CommandContext,
  kept: {
    draft: HandoverDraft;
    number: number;
    signer: string;
    answer: HandoverAnswer;
    pdf: { sha256: string; bytes: number };
  },
): Promise<number> {
  const { tx, now, actor } = command;
  const { draft, number, signer, answer, pdf } = kept;
  const { custodian, items, texts } = draft;
  const signature = answer.outcome === 'signed' ? sha256Of(signatureText(answer.signature)) : null;
  const refusal = answer.outcome === 'refused' ? answer.reason : null;
  const fact = {
    subject: `handover:${number}`,
    data: {
      number,
      custodian: `${custodian.kind}:${custodian.id}`,
      name: custodian.name,
      signer,
      assets: items.map(({ tag }) => tag).join(', '),
      pdfSha256: pdf.sha256,
      signatureSha256: signature,
      texts: texts.map(({ title, version, sha256 }) => `${title} ${version} ${sha256}`).join('; '),
    },
    reason: refusal,
  };
  const seq =
    answer.outcome === 'signed'
      ? await command.record({ event: 'custody.handoverSigned', ...fact })
      : await command.record({ event: 'custody.handoverRefused', ...fact });
  const { id } = await tx
    .insertInto('handover')
    .values({
      number,
      custodian_kind: custodian.kind,
      custodian_id: custodian.id,
      custodian_name: custodian.name,
      at: now,
      operator_id: actor.operatorId,
      outcome: answer.outcome,
      signer,
      signature_sha256: signature,
      refusal,
      pdf_sha256: pdf.sha256,
      pdf_bytes: pdf.bytes,
      journal_seq: seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('handover_item')
    .values(items.map(({ custodyId, assetId }) => ({ handover_id: id, custody_id: custodyId, asset_id: assetId })))
    .execute();
  if (texts.length > 0)
    await tx
      .insertInto('handover_shown')
      .values(texts.map(({ versionId }) => ({ handover_id: id, version_id: versionId })))
      .execute();
  await tx
    .updateTable('custody')
    .set({ handover_id: id })
    .where(
      'id',
      'in',
      items.map(({ custodyId }) => custodyId),
    )
    .execute();
  await keepDocument(command, {
    assetIds: items.map(({ assetId }) => assetId),
    fileName: `${receiptNumber(number)}.pdf`,
    ...pdf,
  });
  command.changed('custody', 'assets', 'desk');
  return id;
}
