import type { AssetRow } from '#shared/features/assets/model.ts';
import type { DeskOutcome, DeskResult, DeskSound } from '#shared/features/desk/contract.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Session } from '#backend/kernel/session.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { checkIn, checkOut, moveAsset, recoverAsset } from '#backend/features/custody/index.ts';
import type { CustodyStep } from '#backend/features/custody/index.ts';
import { nextDeskStep } from './rules.ts';
import type { DeskDecision } from './rules.ts';
import { resolveCode } from './resolve-code.ts';
import type { ResolvedCode } from './resolve-code.ts';
import { deskStateOf, remember } from './session-state.ts';
import type { DeskSessionName, DeskState } from './session-state.ts';
import { loadSubject } from './subject.ts';

interface ScanOptions {
  dueOn: string | null;
  confirmed: boolean;
}

/** Takes a scan: finds what it stands for, decides what it means, does it. */
export async function scan(
  { backend, session }: Call,
  input: { session: DeskSessionName; text: string; usText?: string | undefined } & ScanOptions,
): Promise<DeskResult> {
  const state = deskStateOf(session, input.session);
  return orRefusal(backend, session, state, async (command) => {
    const { resolved, layoutMismatch } = await resolveCode(command.tx, { text: input.text, usText: input.usText });
    const { result, steps } = await answer(command, state, resolved, input);
    return settle(command, state, { ...result, layoutMismatch }, steps);
  });
}

/** The operator picked the asset himself: one of several, or one that must be confirmed. */
export async function choose(
  { backend, session }: Call,
  input: { session: DeskSessionName; assetId: number } & ScanOptions,
): Promise<DeskResult> {
  const state = deskStateOf(session, input.session);
  return orRefusal(backend, session, state, async (command) => {
    const asset = await getAssetRow(command.tx, input.assetId, false);
    const { result, steps } = await answerAsset(command, state, asset.tag, asset, input);
    return settle(command, state, result, steps);
  });
}

function settle(command: CommandContext, state: DeskState, result: DeskResult, steps: CustodyStep[]): DeskResult {
  const settled = { ...result, undoable: steps.length > 0 };
  command.afterCommit(() => {
    state.subject = settled.subject;
    remember(state, settled, steps);
  });
  return settled;
}

/** What custody refused half way: it leaves the transaction, so that nothing of a refused action stays. */
class Refusal extends Error {
  readonly result: DeskResult;

  constructor(blank: DeskResult, { code, facts }: Failure) {
    super(code);
    const texts = Object.fromEntries(Object.entries(facts ?? {}).map(([name, value]) => [name, String(value)]));
    this.result = { ...blank, outcome: 'refused', sound: 'unknown', reason: { code, facts: texts } };
  }
}

/** Runs in the transaction of the scan; a refusal rolls it back and is told as its result. */
async function orRefusal(
  backend: Backend,
  session: Session,
  state: DeskState,
  run: (command: CommandContext) => Promise<DeskResult>,
): Promise<DeskResult> {
  try {
    return await inTransaction(backend, actingOperator(session), run);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    remember(state, error.result, []);
    return error.result;
  }
}

interface Answer {
  result: DeskResult;
  steps: CustodyStep[];
}

async function answer(
  command: CommandContext,
  state: DeskState,
  resolved: ResolvedCode,
  options: ScanOptions,
): Promise<Answer> {
  const blank = blankResult(command, state, resolved.code);
  switch (resolved.is) {
    case 'asset':
      return answerAsset(command, state, resolved.code, resolved.asset, options);
    case 'several':
      return told({ ...blank, outcome: 'ambiguous', sound: 'elsewhere', candidates: resolved.assets });
    case 'person':
    case 'place': {
      const subject = await loadSubject(command.tx, { kind: resolved.is, id: resolved.id });
      return told({ ...blank, outcome: 'subject', sound: 'subject', subject });
    }
    case 'unreadable':
      return told({ ...blank, outcome: 'refused', sound: 'unknown', reason: { code: 'UNREADABLE_CODE', facts: {} } });
    case 'unknown':
      return told({ ...blank, outcome: 'unknown', sound: 'unknown' });
  }
}

async function answerAsset(
  command: CommandContext,
  state: DeskState,
  code: string,
  asset: AssetRow,
  options: ScanOptions,
): Promise<Answer> {
  const decision = nextDeskStep(
    { status: asset.status, custodian: asset.custodian, placeId: asset.place?.id ?? null },
    state.subject,
    options.confirmed,
  );
  const blank = { ...blankResult(command, state, code), asset };
  switch (decision.act) {
    case 'show':
      return told({ ...blank, outcome: 'shown', sound: 'subject' });
    case 'already':
      return told({ ...blank, outcome: 'already', sound: 'again' });
    case 'alarm':
      return told({
        ...blank,
        outcome: 'alarm',
        sound: 'alarm',
        reason: { code: `ASSET_${asset.status.toUpperCase()}`, facts: { tag: asset.tag } },
      });
    case 'ask':
      return told({
        ...blank,
        outcome: 'needs_confirmation',
        sound: 'elsewhere',
        reason: { code: decision.because, facts: { tag: asset.tag, custodian: asset.custodian?.name ?? '' } },
      });
    case 'refuse':
      return told({
        ...blank,
        outcome: 'refused',
        sound: 'unknown',
        reason: { code: decision.because, facts: { tag: asset.tag } },
      });
    case 'hand_over':
    case 'take_back':
    case 'transfer':
    case 'move':
    case 'recover':
      return act(command, state, blank, decision.act, options);
  }
}

type Doing = Extract<DeskDecision['act'], 'hand_over' | 'take_back' | 'transfer' | 'move' | 'recover'>;

const outcomeOf: Readonly<Record<Doing, { outcome: DeskOutcome; needs: Permission }>> = {
  hand_over: { outcome: 'checked_out', needs: 'asset.checkout' },
  transfer: { outcome: 'checked_out', needs: 'asset.checkout' },
  take_back: { outcome: 'checked_in', needs: 'asset.checkin' },
  move: { outcome: 'moved', needs: 'asset.move' },
  recover: { outcome: 'shown', needs: 'asset.edit' },
};

async function act(
  command: CommandContext,
  state: DeskState,
  blank: DeskResult & { asset: AssetRow },
  doing: Doing,
  options: ScanOptions,
): Promise<Answer> {
  const { outcome, needs } = outcomeOf[doing];
  if (!command.actor.may(needs)) throw new Failure('FORBIDDEN', { permission: needs });
  try {
    const steps = await perform(command, state, blank.asset.id, doing, options);
    const asset = await getAssetRow(command.tx, blank.asset.id, false);
    const subject = state.subject ? await loadSubject(command.tx, state.subject) : null;
    const from = blank.asset.custodian?.name ?? blank.asset.place?.name ?? null;
    return { result: { ...blank, outcome, sound: 'done', asset, from, subject, dueOn: asset.dueOn }, steps };
  } catch (error) {
    // Rules of custody that the desk can only learn from them, e.g. a person who has left, are told like its own.
    if (!(error instanceof Failure) || error.code === 'FORBIDDEN') throw error;
    throw new Refusal(blank, error);
  }
}

async function perform(
  command: CommandContext,
  state: DeskState,
  assetId: number,
  doing: Doing,
  { dueOn }: ScanOptions,
): Promise<CustodyStep[]> {
  const back = { assetId, placeId: null, condition: null, note: null };
  if (doing === 'take_back') return [await checkIn(command, back, 'scan')];
  if (doing === 'recover') return [await recoverAsset(command, assetId, 'scan')];
  if (!state.subject) return [];
  if (doing === 'move') return [await moveAsset(command, { assetId, placeId: state.subject.id, note: null }, 'scan')];
  const returned = doing === 'transfer' ? [await checkIn(command, back, 'scan')] : [];
  const { kind, id } = state.subject;
  const handOver = { assetId, custodian: { kind, id }, dueOn, condition: null, note: null };
  return [...returned, await checkOut(command, handOver, 'scan')];
}

function told(result: DeskResult): Answer {
  return { result, steps: [] };
}

export function blankResult(command: CommandContext, state: DeskState, code: string): DeskResult {
  return {
    outcome: 'shown',
    sound: 'subject' satisfies DeskSound,
    code,
    asset: null,
    from: null,
    candidates: [],
    subject: state.subject,
    reason: null,
    dueOn: null,
    undoable: false,
    layoutMismatch: false,
    at: command.now,
  };
}
