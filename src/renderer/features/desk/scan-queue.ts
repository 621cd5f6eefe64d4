import { useSyncExternalStore } from 'react';
import { deskSessionNames } from '#shared/features/desk/contract.ts';
import type { DeskResult, DeskSessionName } from '#shared/features/desk/contract.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { client, invalidateTopics, queryClient, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { failureOf } from '#renderer/rpc/failure.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { playFailure, playSound } from './sounds.ts';

/** What a scanner's session is about to send and what came of its last scan, wherever in the window it was read. */
export interface DeskMoment {
  readonly waiting: number;
  readonly last: DeskResult | null;
  /** Grows with every answer, so that the same outcome twice is still news. */
  readonly turn: number;
  readonly dueOn: string | null;
  /** How many of an article the next scan issues. */
  readonly quantity: number;
}

/** After this time a second scan of the same label is meant as an answer to the question. Milliseconds. */
const deliberate = 1000;

const blank: DeskMoment = { waiting: 0, last: null, turn: 0, dueOn: null, quantity: 1 };

class SessionQueue {
  readonly name: DeskSessionName;
  moment: DeskMoment = blank;
  lastCode = '';
  /** The quantity that the scan before was sent with. */
  sentQuantity = 1;
  lastAt = 0;
  chain: Promise<void> = Promise.resolve();

  constructor(name: DeskSessionName) {
    this.name = name;
  }

  change(next: Partial<DeskMoment>): void {
    this.moment = { ...this.moment, ...next };
    for (const listener of listeners) listener();
  }

  /** One after the other in the order they were read: a scan means something else after another person's badge. */
  enqueue(ask: () => Promise<DeskResult>): Promise<void> {
    this.change({ waiting: this.moment.waiting + 1 });
    this.chain = this.chain.then(async () => {
      try {
        this.take(await ask());
      } catch (error) {
        playFailure();
        this.change({ waiting: this.moment.waiting - 1 });
        announceFailure(error);
        if (['LOCKED', 'NOT_SIGNED_IN'].includes(failureOf(error).code)) await refetchSession();
      }
    });
    return this.chain;
  }

  take(last: DeskResult): void {
    this.lastAt = Date.now();
    latest = this.name;
    const { waiting, turn, dueOn } = this.moment;
    // A term belongs to whom it was set for: another person, or nobody, gets what he takes without one.
    const dueNext = last.outcome === 'loan' ? last.dueOn : forgetsTerm(last) ? null : dueOn;
    // A quantity is keyed in for one scan, or two boxes would go out where the second person wanted one.
    // One that was keyed in while the answer was on its way is for the next scan.
    const isSpent = last.outcome === 'issued' && this.moment.quantity === this.sentQuantity;
    const quantity = last.quantity ?? (isSpent ? 1 : this.moment.quantity);
    this.change({ waiting: waiting - 1, last, turn: turn + 1, dueOn: dueNext, quantity });
    playSound(last.sound, this.name);
    // A purchase order goes on where its delivery is received.
    if (last.orderId !== null) window.location.hash = hrefTo('/acquire', { tab: 'receiving', order: last.orderId });
    if (last.stocktakeId !== null) window.location.hash = hrefTo(`/stocktakes/${last.stocktakeId}`);
    invalidateTopics(['desk']);
  }
}

function forgetsTerm({ outcome, timedOut }: DeskResult): boolean {
  return outcome === 'ended' || outcome === 'returning' || outcome === 'door' || timedOut !== null;
}

const queues: Readonly<Record<DeskSessionName, SessionQueue>> = {
  A: new SessionQueue('A'),
  B: new SessionQueue('B'),
};
let active: DeskSessionName = 'A';
let latest: DeskSessionName = 'A';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session that the keyboard belongs to: a wedge scanner, typed codes, Esc and Ctrl+Z. */
export function activeSession(): DeskSessionName {
  return active;
}

export function activate(session: DeskSessionName): void {
  active = session;
  for (const listener of listeners) listener();
}

export function needsConfirmation(result: DeskResult | null): boolean {
  return result !== null && (result.outcome === 'alarm' || result.outcome === 'needs_confirmation');
}

export function sendScan(session: DeskSessionName, text: string, usText?: string): Promise<void> {
  const queue = queues[session];
  // A reader that saw nothing sends nothing but spaces.
  if (text.trim() === '') return queue.chain;
  return queue.enqueue(() => {
    const again = text === queue.lastCode && Date.now() - queue.lastAt >= deliberate;
    // A question is answered by scanning again; an alarm is not, since a label that lies before a reader repeats itself.
    const confirmed = again && queue.moment.last?.outcome === 'needs_confirmation';
    queue.lastCode = text;
    const code = usText === undefined || usText === '' ? { text } : { text, usText };
    const { dueOn, quantity } = queue.moment;
    queue.sentQuantity = quantity;
    return client.desk.scan({ session, ...code, dueOn, quantity, confirmed });
  });
}

/** The operator held the button: go on in spite of the alarm or the question. */
export async function confirmLast(session: DeskSessionName): Promise<void> {
  // What was on the screen when the button was held is what is confirmed, and nothing that came in meanwhile.
  const queue = queues[session];
  const { last, dueOn, turn } = queue.moment;
  await queue.chain;
  if (queue.moment.turn !== turn || !needsConfirmation(last)) return;
  await queue.enqueue(() => {
    if (last?.asset) return client.desk.choose({ session, assetId: last.asset.id, dueOn, confirmed: true });
    return client.desk.scan({ session, text: last?.code ?? '', dueOn, confirmed: true });
  });
}

export function chooseAsset(session: DeskSessionName, assetId: number): Promise<void> {
  const queue = queues[session];
  return queue.enqueue(() => client.desk.choose({ session, assetId, dueOn: queue.moment.dueOn, confirmed: false }));
}

export function putAway(session: DeskSessionName, assetId: number, placeId: number): Promise<void> {
  return queues[session].enqueue(() => client.desk.putAway({ session, assetId, placeId }));
}

export function undoLast(session: DeskSessionName): Promise<void> {
  return queues[session].enqueue(() => client.desk.undo({ session }));
}

/** Done with this person or place: the next asset is looked at on its own again. */
export async function clearSubject(session: DeskSessionName): Promise<void> {
  const queue = queues[session];
  await queue.chain;
  try {
    await client.desk.setSubject({ session, subject: null });
    queue.change({ last: null, turn: queue.moment.turn + 1, dueOn: null, quantity: 1 });
    await queryClient.invalidateQueries({ queryKey: rpc.desk.key() });
  } catch (error) {
    announceFailure(error);
  }
}

/**
 * Badges that are scanned next ask to enter the place.
 * @returns whether it could be begun
 */
export async function askAtDoor(placeId: number): Promise<boolean> {
  const queue = queues[active];
  await queue.chain;
  try {
    await client.desk.setSubject({ session: active, subject: { kind: 'place', id: placeId }, atDoor: true });
    queue.change({ last: null, turn: queue.moment.turn + 1, dueOn: null, quantity: 1 });
    await queryClient.invalidateQueries({ queryKey: rpc.desk.key() });
    return true;
  } catch (error) {
    announceFailure(error);
    return false;
  }
}

/** Takes the last answer off the screen; what was done stays done. */
export function dismissLast(session: DeskSessionName): void {
  queues[session].change({ last: null });
}

export function quantityOf(session: DeskSessionName): number {
  return queues[session].moment.quantity;
}

export function setQuantity(session: DeskSessionName, quantity: number): void {
  queues[session].change({ quantity });
}

export function setDueOn(session: DeskSessionName, dueOn: string | null): void {
  queues[session].change({ dueOn });
}

/** Another operator does not see what the one before him scanned. */
export function forgetDesk(): void {
  for (const name of deskSessionNames) {
    queues[name].lastCode = '';
    queues[name].change({ last: null, dueOn: null, quantity: 1 });
  }
}

/** One thing of a session's moment; what shows it is drawn again only when that changes, and not with every scan. */
export function useDeskMoment<Name extends keyof DeskMoment>(session: DeskSessionName, name: Name): DeskMoment[Name] {
  return useSyncExternalStore(subscribe, () => queues[session].moment[name]);
}

export function useActiveSession(): DeskSessionName {
  return useSyncExternalStore(subscribe, activeSession);
}

/** What came of the last scan of whichever scanner. */
export function useLatestMoment(): DeskMoment {
  return useSyncExternalStore(subscribe, () => queues[latest].moment);
}
