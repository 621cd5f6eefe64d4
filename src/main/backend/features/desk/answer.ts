import type { AssetRow } from '#shared/features/assets/model.ts';
import { isAlarming } from '#shared/features/assets/status.ts';
import type { DeskIncident, DeskResult } from '#shared/features/desk/contract.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { loanDaysSetting } from '#backend/features/custody/index.ts';
import { findFreezing } from '#backend/features/incidents/index.ts';
import { noteKitMissing, readOutlook } from '#backend/features/loans/index.ts';
import type { Outlook } from '#backend/features/loans/index.ts';
import { actOnAsset, judge } from './act-on-asset.ts';
import { declareLoss } from './declare-loss.ts';
import { openDoor, passDoorAt, turnAwayAt } from './act-at-door.ts';
import { actOnKit } from './act-on-kit.ts';
import { countHere, reprint } from './act-on-card.ts';
import { issueSupply, showStock } from './act-on-supply.ts';
import { intentOf } from './engine.ts';
import type { DeskIntent, Scanned } from './engine.ts';
import { blankResult, orRefusal, refusedBecause } from './result.ts';
import type { Answer, Asked } from './result.ts';
import type { ResolvedCode } from './resolve-code.ts';
import { loadSubject } from './subject.ts';
import { undoLast } from './undo.ts';

function scannedOf(resolved: ResolvedCode, outlook: Outlook | null, frozen: boolean): Scanned {
  return resolved.is === 'asset' ? { is: 'asset', asset: factsOf(resolved.asset, outlook, frozen) } : resolved;
}

function factsOf({ id, status, custodian, place }: AssetRow, outlook: Outlook | null, frozen: boolean) {
  const reservedForOther = (outlook?.takesFrom ?? null) !== null;
  return { id, status, custodian, placeId: place?.id ?? null, reservedForOther, frozen };
}

/** The open incident that says of the asset that it is lost or stolen. */
async function incidentOf({ command, resolved }: Asked): Promise<DeskIncident | null> {
  if (resolved.is !== 'asset' || !isAlarming(resolved.asset.status)) return null;
  return findFreezing(command.tx, resolved.asset.id);
}

/** What reservations say to a hand-over; null when the scan can't mean one. */
async function outlookOf({ command, state, resolved, options }: Asked): Promise<Outlook | null> {
  const { subject } = state.session;
  if (resolved.is !== 'asset' || subject?.kind !== 'person') return null;
  const { id: assetId, custodian } = resolved.asset;
  if (custodian !== null) return null;
  return readOutlook(command.tx, { assetId, custodian: subject, dueOn: options.dueOn }, dayOf(command.now));
}

/** Finds the meaning of what was scanned and carries it out. */
export async function answer(asked: Asked): Promise<Answer> {
  const { state, resolved, options } = asked;
  const outlook = await outlookOf(asked);
  const incident = await incidentOf(asked);
  const intent = intentOf(state.session, scannedOf(resolved, outlook, incident !== null), options.confirmed);
  if (intent.act === 'asset' && resolved.is === 'asset')
    return actOnAsset({ ...asked, code: resolved.code, asset: resolved.asset, outlook, incident }, intent);
  return answerIntent(asked, intent);
}

async function answerIntent(asked: Asked, intent: DeskIntent): Promise<Answer> {
  const { command, state, resolved } = asked;
  const { code } = resolved;
  const blank = blankResult(command, state, code);
  const told = (result: Partial<DeskResult>): Answer => ({ result: { ...blank, ...result }, steps: [], intent });
  switch (intent.act) {
    case 'asset':
      throw new Error('an asset is answered by its own row');
    case 'issue':
      return issueSupply(asked, intent);
    case 'show_stock':
      return showStock(asked, intent);
    case 'pick': {
      const candidates = resolved.is === 'several' ? resolved.assets : [];
      return told({ outcome: 'ambiguous', sound: 'elsewhere', candidates });
    }
    case 'door_mode':
    case 'choose': {
      if (intent.act === 'door_mode' || intent.verb === 'door') return openDoor(asked, intent);
      const subject = await loadSubject(command.tx, intent.subject);
      return told({ outcome: 'subject', sound: 'subject', subject });
    }
    case 'end': {
      const left = intent.kitReturning === null ? [] : await noteKitMissing(command, intent.kitReturning);
      const reason = left.length === 0 ? null : { code: 'KIT_INCOMPLETE', facts: { missing: left.join(', ') } };
      return told({ outcome: 'ended', sound: 'subject', subject: null, from: state.subject?.name ?? null, reason });
    }
    case 'kit_show':
    case 'kit_already':
    case 'kit_return':
    case 'kit_hand_over':
    case 'kit_all_back':
      return actOnKit(asked, intent);
    case 'receive':
      return command.actor.may('receipt.create')
        ? told({ outcome: 'receive', sound: 'subject', orderId: intent.orderId })
        : told(refusedBecause(blank, 'MAY_NOT_RECEIVE'));
    case 'return_mode':
      return told({ outcome: 'returning', sound: 'subject', subject: null });
    case 'hand_over_mode':
      return told({ outcome: 'handing_over', sound: 'subject', subject: personOf(state.subject) });
    case 'count_here':
      return countHere(asked, intent);
    case 'reprint':
      return reprint(asked, intent);
    case 'quantity':
      return told({ outcome: 'quantity', sound: 'subject', quantity: intent.quantity });
    case 'pass_door':
      return passDoorAt(asked, intent);
    case 'turn_away':
      return turnAwayAt(asked, intent);
    case 'loan': {
      const days = await readSetting(command.tx, loanDaysSetting);
      return told({ outcome: 'loan', sound: 'subject', dueOn: addDays(dayOf(command.now), days) });
    }
    case 'sign':
      return told({ outcome: 'sign', sound: 'subject' });
    case 'undo': {
      const undone = await orRefusal(blank, () => undoLast(command, state));
      return { result: undone, steps: [], intent };
    }
    case 'confirm':
      return confirm(asked, intent.assetId);
    case 'await_loss':
      return command.actor.may('incident.declare')
        ? told({
            outcome: 'declaring',
            sound: 'subject',
            reason: { code: `DECLARING_${intent.kind.toUpperCase()}`, facts: {} },
          })
        : told(refusedBecause(blank, 'MAY_NOT_DECLARE'));
    case 'declare_loss':
      return declareLoss({ ...asked, code }, intent);
    case 'note_condition':
      return judge({ ...asked, code }, intent);
    case 'unknown':
      return told({ outcome: 'unknown', sound: 'unknown' });
    case 'refuse':
      return told(refusedBecause(blank, intent.because, resolved.is === 'refused' ? resolved.facts : {}));
  }
}

const personOf = (subject: DeskResult['subject']) => (subject?.kind === 'person' ? subject : null);

/** The same asset once more, and this time nothing stands in the way. */
async function confirm(asked: Asked, assetId: number): Promise<Answer> {
  const asset = await getAssetRow(asked.command.tx, assetId, false);
  const resolved: ResolvedCode = { is: 'asset', code: asset.tag, asset };
  return answer({ ...asked, resolved, options: { ...asked.options, confirmed: true } });
}
