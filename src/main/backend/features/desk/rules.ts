import type { CustodianKind } from '#shared/features/assets/model.ts';
import { isAlarming, isClosed, isHeld } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

/** What the desk knows when an asset is scanned. */
export interface ScannedAsset {
  status: AssetStatus;
  custodian: { kind: CustodianKind; id: number } | null;
  placeId: number | null;
  /** Whether a hand-over to the person at the desk would take it from whoever reserved it. */
  reservedForOther?: boolean;
  /** Whether an open incident says that it is lost or stolen: only closing that sets it free. */
  frozen?: boolean;
}

export interface Subject {
  kind: 'person' | 'place';
  id: number;
}

/**
 * Whether the order of scans gives the meaning, the CHECK-IN card said that everything comes back, or the ENTRY card that
 * badges ask to enter.
 */
export type DeskVerb = 'by_order' | 'check_in' | 'door';

export type DeskDecision =
  | { act: 'hand_over' }
  | { act: 'take_back' }
  /** Somebody else has it: back from him, then to the subject, in one go. */
  | { act: 'transfer' }
  | { act: 'move' }
  | { act: 'recover' }
  /** It turned up, and its incident says so from now on; nothing else changes. */
  | { act: 'note_found' }
  | { act: 'show' }
  | { act: 'already' }
  | { act: 'ask'; because: 'HELD_BY_OTHER' | 'RESERVED_FOR_OTHER' }
  | { act: 'alarm' }
  | { act: 'refuse'; because: 'ASSET_CLOSED' | 'ASSET_RETIRING' | 'ASSET_NOT_RECEIVED' | 'AT_THE_DOOR' };

/**
 * What a scanned asset means: the order of scans gives it. After a person it
 * is handed to him, after a place it moves there, and on its own an asset that
 * is out comes back. Lost and stolen ones raise an alarm first, whatever came
 * before; what somebody else holds or has reserved is only taken from him after a question.
 *
 * @param confirmed the operator held the button or scanned the CONFIRM card to go on.
 */
export function nextDeskStep(
  asset: ScannedAsset,
  subject: Subject | null,
  confirmed: boolean,
  verb: DeskVerb = 'by_order',
): DeskDecision {
  if (isClosed(asset.status)) return { act: 'refuse', because: 'ASSET_CLOSED' };
  if (isAlarming(asset.status)) return { act: confirmed ? (asset.frozen ? 'note_found' : 'recover') : 'alarm' };
  // Whoever asks at a door carries things; none of them changes hands by that.
  if (verb === 'door') return { act: 'refuse', because: 'AT_THE_DOOR' };
  // A missing asset that lies on the desk, or stands where it should, is found.
  const foundHere = subject === null || (subject.kind === 'place' && subject.id === asset.placeId);
  if (asset.status === 'missing' && asset.custodian === null && foundHere) return { act: 'recover' };
  const isOut = asset.custodian !== null || isHeld(asset.status);
  if (verb === 'check_in') return isOut ? { act: 'take_back' } : { act: 'already' };
  if (subject?.kind === 'place') return asset.placeId === subject.id ? { act: 'already' } : { act: 'move' };
  if (subject) return forPerson(asset, subject, confirmed);
  return isOut ? { act: 'take_back' } : { act: 'show' };
}

function forPerson(asset: ScannedAsset, person: Subject, confirmed: boolean): DeskDecision {
  if (asset.status === 'retiring') return { act: 'refuse', because: 'ASSET_RETIRING' };
  if (asset.status === 'ordered') return { act: 'refuse', because: 'ASSET_NOT_RECEIVED' };
  if (asset.custodian === null)
    return asset.reservedForOther && !confirmed ? { act: 'ask', because: 'RESERVED_FOR_OTHER' } : { act: 'hand_over' };
  if (asset.custodian.kind === person.kind && asset.custodian.id === person.id) return { act: 'already' };
  return confirmed ? { act: 'transfer' } : { act: 'ask', because: 'HELD_BY_OTHER' };
}
