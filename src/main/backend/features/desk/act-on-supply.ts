import type { DeskSupply } from '#shared/features/desk/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { getArticleSummary, issueStock, listBins, nextBin } from '#backend/features/supplies/index.ts';
import type { DeskIntent } from './engine.ts';
import { blankResult, orRefusal } from './result.ts';
import type { Answer, Asked } from './result.ts';
import { loadSubject } from './subject.ts';

/** An article as the desk shows it, with the bin from which the next one would be taken. */
export async function supplyOf(db: Db, articleId: number): Promise<DeskSupply> {
  const { id, name, unit, stock, low } = await getArticleSummary(db, articleId);
  const bin = nextBin(await listBins(db, id));
  const place = bin === null ? null : (await getPlace(db, bin.placeId)).name;
  return { id, name, unit, stock, low, quantity: null, place, movementId: null };
}

/** The barcode of an article after a badge: he gets one, or as many as were keyed in. */
export async function issueSupply(
  { command, state, resolved, options }: Asked,
  intent: Extract<DeskIntent, { act: 'issue' }>,
): Promise<Answer> {
  if (!command.actor.may('supply.move')) throw new Failure('FORBIDDEN', { permission: 'supply.move' });
  const { articleId, personId } = intent;
  const quantity = options.quantity ?? 1;
  const before = { ...blankResult(command, state, resolved.code), supply: await supplyOf(command.tx, articleId) };
  const moved = await orRefusal(before, () =>
    issueStock(command, {
      articleId,
      placeId: null,
      quantity,
      recipient: { kind: 'person', id: personId },
      note: null,
    }),
  );
  const { stock, low } = await getArticleSummary(command.tx, articleId);
  const supply = { ...before.supply, stock, low, quantity, place: moved.from, movementId: moved.movementId };
  const subject = await loadSubject(command.tx, { kind: 'person', id: personId });
  return { result: { ...before, outcome: 'issued', sound: 'done', supply, subject }, steps: [], intent };
}

/** Without anybody at the desk the barcode asks how many there are, and where. */
export async function showStock(
  { command, state, resolved }: Asked,
  intent: Extract<DeskIntent, { act: 'show_stock' }>,
): Promise<Answer> {
  const supply = await supplyOf(command.tx, intent.articleId);
  const blank = blankResult(command, state, resolved.code);
  return { result: { ...blank, outcome: 'stock', sound: 'subject', supply }, steps: [], intent };
}
