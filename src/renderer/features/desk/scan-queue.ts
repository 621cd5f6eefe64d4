import { useSyncExternalStore } from 'react';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { client, queryClient, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { failureOf } from '#renderer/rpc/failure.ts';
import { playFailure, playSound } from './sounds.ts';

/** What the desk is about to send and what came of the last scan, wherever in the window it was read. */
export interface DeskMoment {
  readonly waiting: number;
  readonly last: DeskResult | null;
  /** Grows with every answer, so that the same outcome twice is still news. */
  readonly turn: number;
  readonly dueOn: string | null;
}

/** After this time a second scan of the same label is meant as an answer to the question. Milliseconds. */
const deliberate = 1000;

let moment: DeskMoment = { waiting: 0, last: null, turn: 0, dueOn: null };
let lastCode = '';
let lastAt = 0;
let chain: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

function change(next: Partial<DeskMoment>): void {
  moment = { ...moment, ...next };
  for (const listener of listeners) listener();
}

/** One after the other in the order they were read: a scan means something else after another person's badge. */
function enqueue(ask: () => Promise<DeskResult>): Promise<void> {
  change({ waiting: moment.waiting + 1 });
  chain = chain.then(async () => {
    try {
      const last = await ask();
      lastAt = Date.now();
      change({ waiting: moment.waiting - 1, last, turn: moment.turn + 1 });
      playSound(last.sound);
      void queryClient.invalidateQueries({ queryKey: rpc.desk.key() });
    } catch (error) {
      playFailure();
      change({ waiting: moment.waiting - 1 });
      announceFailure(error);
      if (['LOCKED', 'NOT_SIGNED_IN'].includes(failureOf(error).code)) await refetchSession();
    }
  });
  return chain;
}

export function needsConfirmation(result: DeskResult | null): boolean {
  return result !== null && (result.outcome === 'alarm' || result.outcome === 'needs_confirmation');
}

export function sendScan(text: string, usText?: string): Promise<void> {
  return enqueue(() => {
    const again = text === lastCode && Date.now() - lastAt >= deliberate;
    const confirmed = again && needsConfirmation(moment.last);
    lastCode = text;
    const code = usText === undefined || usText === '' ? { text } : { text, usText };
    return client.desk.scan({ session: 'A', ...code, dueOn: moment.dueOn, confirmed });
  });
}

/** The operator held the button: go on in spite of the alarm or the question. */
export async function confirmLast(): Promise<void> {
  // What was on the screen when the button was held is what is confirmed, and nothing that came in meanwhile.
  const { last, dueOn, turn } = moment;
  await chain;
  if (moment.turn !== turn || !needsConfirmation(last)) return;
  await enqueue(() => {
    if (last?.asset) return client.desk.choose({ session: 'A', assetId: last.asset.id, dueOn, confirmed: true });
    return client.desk.scan({ session: 'A', text: last?.code ?? '', dueOn, confirmed: true });
  });
}

export function chooseAsset(assetId: number): Promise<void> {
  return enqueue(() => client.desk.choose({ session: 'A', assetId, dueOn: moment.dueOn, confirmed: false }));
}

export function undoLast(): Promise<void> {
  return enqueue(() => client.desk.undo({ session: 'A' }));
}

/** Done with this person or place: the next asset is looked at on its own again. */
export async function clearSubject(): Promise<void> {
  await chain;
  try {
    await client.desk.setSubject({ session: 'A', subject: null });
    change({ last: null, turn: moment.turn + 1, dueOn: null });
    await queryClient.invalidateQueries({ queryKey: rpc.desk.key() });
  } catch (error) {
    announceFailure(error);
  }
}

/** Takes the last answer off the screen; what was done stays done. */
export function dismissLast(): void {
  change({ last: null });
}

export function setDueOn(dueOn: string | null): void {
  change({ dueOn });
}

/** Another operator does not see what the one before him scanned. */
export function forgetDesk(): void {
  lastCode = '';
  change({ last: null, dueOn: null });
}

export function useDeskMoment(): DeskMoment {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => moment,
  );
}
