import { codeOfCard, commandCards } from '#shared/features/desk/command-card.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { renderCardSheet } from '#backend/features/labels/index.ts';

/** Asks where, then writes sheets with all command cards, to be printed, cut out and laid on the desk. */
export async function saveCommandCards(
  call: Call,
  { language }: { language: 'en' | 'de' },
): Promise<{ path: string | null }> {
  const { reader } = openInventoryOf(call.backend);
  const title = textIn(language, 'cards.title');
  const cards = commandCards.map((card) => ({ code: codeOfCard(card), name: textIn(language, `commandCard.${card}`) }));
  const fact = { event: 'desk.cardsSaved', subject: 'desk', data: { cards: cards.length } };
  const now = call.backend.surroundings.now();
  return saveChosenPdf(call, `${title}.pdf`, () => renderCardSheet(reader, cards, { title, now }), fact);
}
