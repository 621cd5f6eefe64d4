import type { RecipientRef, SupplyMovementKind } from '#shared/features/supplies/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { nameOfRecipient, refuseGone } from './recipient.ts';
import {
  columnsOfRecipient,
  countOut,
  getArticleRow,
  insertMovement,
  listBins,
  noRecipient,
  stockAt,
} from './repository.ts';
import { mayReturn, mayTake, nextBin } from './rules.ts';

interface Quantity {
  articleId: number;
  quantity: number;
  note: string | null;
}

export interface Moved {
  movementId: number;
  /** What the place that it left is called. */
  from: string | null;
}

/** A delivery is put somewhere. @throws Failure ARTICLE_ARCHIVED, PLACE_ARCHIVED. */
export async function receiveStock(command: CommandContext, input: Quantity & { placeId: number }): Promise<Moved> {
  return post(command, { ...input, kind: 'received', event: 'supplies.received', from: null, to: input.placeId });
}

/** What lies somewhere when an article comes into the books. @throws Failure PLACE_ARCHIVED. */
export async function openStock(command: CommandContext, input: Quantity & { placeId: number }): Promise<Moved> {
  return post(command, { ...input, kind: 'received', event: 'supplies.opened', from: null, to: input.placeId });
}

/**
 * Hands a quantity to somebody, a team, an asset or a piece of work.
 *
 * @param input without a place it is taken from the fullest bin
 * @throws Failure STOCK_SHORT, CUSTODIAN_GONE, ARTICLE_ARCHIVED.
 */
export async function issueStock(
  command: CommandContext,
  input: Quantity & { placeId: number | null; recipient: RecipientRef },
): Promise<Moved> {
  const { tx, now } = command;
  await refuseGone(tx, input.recipient, now);
  const from = input.placeId ?? nextBin(await listBins(tx, input.articleId))?.placeId ?? null;
  if (from === null) {
    const { name, unit } = await getArticleRow(tx, input.articleId);
    throw new Failure('STOCK_SHORT', { name, unit, available: 0, wanted: input.quantity });
  }
  return post(command, { ...input, kind: 'issued', event: 'supplies.issued', from, to: null });
}

/** A quantity comes back. @throws Failure RETURN_EXCEEDS, ARTICLE_ARCHIVED, PLACE_ARCHIVED. */
export async function takeBackStock(
  command: CommandContext,
  input: Quantity & { placeId: number; recipient: RecipientRef | null },
): Promise<Moved> {
  const { recipient } = input;
  if (recipient !== null) {
    const out = await countOut(command.tx, input.articleId, recipient);
    if (!mayReturn(out, input.quantity).allowed) {
      const { name } = await getArticleRow(command.tx, input.articleId);
      throw new Failure('RETURN_EXCEEDS', { name, holder: await nameOfRecipient(command.tx, recipient), out });
    }
  }
  return post(command, { ...input, kind: 'returned', event: 'supplies.returned', from: null, to: input.placeId });
}

/** From one bin to another. @throws Failure SAME_PLACE, STOCK_SHORT, ARTICLE_ARCHIVED, PLACE_ARCHIVED. */
export async function moveStock(
  command: CommandContext,
  input: Quantity & { fromPlaceId: number; toPlaceId: number },
): Promise<Moved> {
  if (input.fromPlaceId === input.toPlaceId) throw new Failure('SAME_PLACE');
  const { fromPlaceId: from, toPlaceId: to } = input;
  return post(command, { ...input, kind: 'moved', event: 'supplies.moved', from, to });
}

/**
 * Sets a stock right that is not what lies there.
 *
 * @throws Failure STOCK_MOVED_MEANWHILE when it is not any more what was on the screen, NOTHING_TO_ADJUST.
 */
export async function adjustStock(
  command: CommandContext,
  input: { articleId: number; placeId: number; before: number; quantity: number; reason: string },
): Promise<Moved> {
  const { articleId, placeId, reason: note } = input;
  const now = await stockAt(command.tx, articleId, placeId);
  if (now !== input.before) throw new Failure('STOCK_MOVED_MEANWHILE', { quantity: now });
  if (input.quantity === now) throw new Failure('NOTHING_TO_ADJUST');
  const difference = input.quantity - now;
  return correctStock(command, { articleId, placeId, difference, note, kind: 'adjusted', event: 'supplies.adjusted' });
}

/** Puts a difference into the books, whichever way it goes; not zero. */
export async function correctStock(
  command: CommandContext,
  input: {
    articleId: number;
    placeId: number;
    difference: number;
    note: string;
    kind: 'adjusted' | 'counted';
    event: string;
  },
): Promise<Moved> {
  const { difference, placeId, ...rest } = input;
  const [from, to] = difference < 0 ? [placeId, null] : [null, placeId];
  return post(command, { ...rest, quantity: Math.abs(difference), from, to });
}

interface Posting extends Quantity {
  kind: SupplyMovementKind;
  event: string;
  from: number | null;
  to: number | null;
  recipient?: RecipientRef | null | undefined;
}

/** The one way in which a stock changes: rule, journal entry, movement. */
async function post(command: CommandContext, posting: Posting): Promise<Moved> {
  const { tx, now, actor } = command;
  const { articleId, quantity, kind, recipient = null } = posting;
  const article = await getArticleRow(tx, articleId);
  if (article.archived_at !== null) throw new Failure('ARTICLE_ARCHIVED', { name: article.name });
  const from = posting.from === null ? null : await getPlace(tx, posting.from);
  const to = posting.to === null ? null : await getPlace(tx, posting.to);
  if (to?.archived === true) throw new Failure('PLACE_ARCHIVED', { name: to.name });
  if (from !== null) {
    const available = await stockAt(tx, articleId, from.id);
    if (!mayTake(available, quantity).allowed)
      throw new Failure('STOCK_SHORT', { name: article.name, unit: article.unit, available, wanted: quantity });
  }
  const seq = await command.record({
    event: posting.event,
    subject: `article:${articleId}`,
    data: {
      name: article.name,
      quantity,
      unit: article.unit,
      ...(from === null ? {} : { from: from.path }),
      ...(to === null ? {} : { to: to.path }),
      ...(recipient === null ? {} : { recipient: await nameOfRecipient(tx, recipient) }),
    },
    reason: posting.note,
  });
  const movementId = await insertMovement(tx, {
    article_id: articleId,
    at: now,
    kind,
    quantity,
    from_place_id: posting.from,
    to_place_id: posting.to,
    ...(recipient === null ? noRecipient : columnsOfRecipient(recipient)),
    reason: posting.note,
    operator_id: actor.operatorId,
    reverses_id: null,
    journal_seq: seq,
  });
  command.changed('supplies');
  return { movementId, from: from?.name ?? null };
}
