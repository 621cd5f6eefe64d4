import type { PaperLanguage } from '#shared/features/procurement/document-contract.ts';
import type { Letter } from '#backend/kernel/documents/document.ts';
import { textOfLetter } from '#backend/kernel/documents/document.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { orderLetter } from './order-letter.ts';
import { proposalLetter } from './proposal-letter.ts';
import { quoteRequestLetter } from './quote-request-letter.ts';
import { wordsIn } from './words.ts';

interface Saved {
  path: string | null;
}

interface InLanguage {
  language: PaperLanguage;
}

/** Fonts and pages take longer to load than everything a desk needs when it starts. */
async function render(letter: Letter, now: string): Promise<Uint8Array> {
  const { renderLetter } = await import('#backend/kernel/documents/render-letter.ts');
  return renderLetter(letter, { createdAt: new Date(now), footer: [letter.sender[0], letter.title].join(' · ') });
}

export async function saveOrderPdf(call: Call, { id, language }: { id: number } & InLanguage): Promise<Saved> {
  const now = call.backend.surroundings.now();
  const letter = await orderLetter(openInventoryOf(call.backend).reader, id, now, wordsIn(language));
  return saveChosenPdf(call, `${letter.title}.pdf`, () => render(letter, now), {
    event: 'procurement.orderSavedAsPdf',
    subject: `purchase_order:${id}`,
    data: { title: letter.title },
  });
}

export async function saveQuoteRequestPdf(
  call: Call,
  input: { requisitionId: number; supplierId: number } & InLanguage,
): Promise<Saved> {
  const now = call.backend.surroundings.now();
  const letter = await quoteRequestLetter(openInventoryOf(call.backend).reader, input, wordsIn(input.language));
  return saveChosenPdf(call, `${letter.title}.pdf`, () => render(letter, now), {
    event: 'procurement.quoteRequestSavedAsPdf',
    subject: `requisition:${input.requisitionId}`,
    data: { title: letter.title, supplier: input.supplierId },
  });
}

/** The same letter for the body of a mail. */
export async function quoteRequestText(
  { reader }: QueryContext,
  input: { requisitionId: number; supplierId: number } & InLanguage,
): Promise<{ to: string | null; subject: string; text: string }> {
  const letter = await quoteRequestLetter(reader, input, wordsIn(input.language));
  return { to: letter.email, subject: letter.title, text: textOfLetter(letter) };
}

export async function saveProposalPdf(
  call: Call,
  { approvalId, language }: { approvalId: number } & InLanguage,
): Promise<Saved> {
  const now = call.backend.surroundings.now();
  const letter = await proposalLetter(openInventoryOf(call.backend).reader, approvalId, now, wordsIn(language));
  return saveChosenPdf(call, `${letter.title}.pdf`, () => render(letter, now), {
    event: 'procurement.proposalSavedAsPdf',
    subject: `approval:${approvalId}`,
    data: { title: letter.title },
  });
}
