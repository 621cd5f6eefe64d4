import { assetStatuses } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { Random } from './random.ts';

/** How the statuses are spread in the end; the rest is in use. */
const shares: readonly (readonly [AssetStatus, number])[] = [
  ['in_stock', 0.18],
  ['on_loan', 0.04],
  ['disposed', 0.04],
  ['in_maintenance', 0.03],
  ['retiring', 0.03],
  ['in_preparation', 0.02],
  ['missing', 0.01],
  ['lost', 0.007],
  ['stolen', 0.003],
];

/** Where every asset stands while its history is being written; index 0 is unused. */
export interface State {
  target: Uint8Array;
  status: Uint8Array;
  place: Uint32Array;
  holder: Uint32Array;
  custody: Uint32Array;
  since: Float64Array;
  fromPlace: Uint32Array;
  due: (string | null)[];
  seenAt: Float64Array;
}

export function statusAt(list: Uint8Array, id: number): AssetStatus {
  return assetStatuses[list[id] ?? 0] ?? 'in_stock';
}

export function initialState(assets: number, random: Random): State {
  const state: State = {
    target: new Uint8Array(assets + 1),
    status: new Uint8Array(assets + 1),
    place: new Uint32Array(assets + 1),
    holder: new Uint32Array(assets + 1),
    custody: new Uint32Array(assets + 1),
    since: new Float64Array(assets + 1),
    fromPlace: new Uint32Array(assets + 1),
    due: Array.from({ length: assets + 1 }, () => null),
    seenAt: new Float64Array(assets + 1),
  };
  for (let id = 1; id <= assets; id += 1) {
    let drawn = random.next();
    let target: AssetStatus = 'in_use';
    for (const [status, share] of shares) {
      if (drawn < share) {
        target = status;
        break;
      }
      drawn -= share;
    }
    state.target[id] = assetStatuses.indexOf(target);
  }
  return state;
}
