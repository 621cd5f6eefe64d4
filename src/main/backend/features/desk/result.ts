import type { DeskResult, DeskSound, DeskSubject } from '#shared/features/desk/contract.ts';
import type { CustodyStep } from '#backend/features/custody/index.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { DeskIntent } from './engine.ts';
import type { DeskState } from './session-state.ts';
import type { ResolvedCode } from './resolve-code.ts';

/** What came of a scan: what is shown, what it takes to undo it, and what it meant to the session. */
export interface Answer {
  result: DeskResult;
  steps: CustodyStep[];
  intent: DeskIntent;
}

export interface ScanOptions {
  dueOn: string | null;
  /** How many of an article; an asset is always one. */
  quantity?: number | undefined;
  confirmed: boolean;
}

export interface Asked {
  command: CommandContext;
  state: DeskState;
  resolved: ResolvedCode;
  options: ScanOptions;
}

export function blankResult(command: CommandContext, state: { subject: DeskSubject | null }, code: string): DeskResult {
  return {
    outcome: 'shown',
    sound: 'subject' satisfies DeskSound,
    code,
    asset: null,
    kit: null,
    accessories: [],
    orderId: null,
    stocktakeId: null,
    quantity: null,
    supply: null,
    incident: null,
    visit: null,
    notes: [],
    from: null,
    candidates: [],
    subject: state.subject,
    reason: null,
    dueOn: null,
    undoable: false,
    layoutMismatch: false,
    timedOut: null,
    at: command.now,
  };
}

export function refusedBecause(blank: DeskResult, code: string, facts: Record<string, string> = {}): DeskResult {
  return { ...blank, outcome: 'refused', sound: 'unknown', reason: { code, facts } };
}

/** What custody refused half way: it leaves the transaction, so that nothing of a refused action stays. */
export class Refusal extends Error {
  readonly result: DeskResult;

  constructor(blank: DeskResult, { code, facts }: Failure) {
    super(code);
    const texts = Object.fromEntries(Object.entries(facts ?? {}).map(([name, value]) => [name, String(value)]));
    this.result = refusedBecause(blank, code, texts);
  }
}

/** Rules of custody that the desk can only learn from them, e.g. a person who has left, are told like its own. */
export async function orRefusal<Result>(blank: DeskResult, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'FORBIDDEN' || error.code.startsWith('STORAGE_')) throw error;
    throw new Refusal(blank, error);
  }
}
