import { isSymmetric } from '#shared/features/assets/relation.ts';
import type { Relation } from '#shared/features/assets/relation-contract.ts';

export const nodeWidth = 260;
export const nodeHeight = 48;
const columnStep = 430;
const rowStep = 64;
/** More on one side would be a carpet; the list below has them all. */
const shownPerSide = 25;

export interface PlacedRelation {
  relation: Relation;
  x: number;
  y: number;
  /** Whether it is read from the other asset to the one of the page. */
  incoming: boolean;
}

export interface GraphLayout {
  centre: { x: number; y: number };
  placed: PlacedRelation[];
  /** The longer side, in rows. */
  rows: number;
  left: number;
}

/** Where the boxes stand: what points at the asset on its left, what it points at or is connected to on its right. */
export function layOut(relations: readonly Relation[]): GraphLayout {
  const incoming = relations.filter(({ type, end }) => end === 'target' && !isSymmetric(type));
  const outgoing = relations.filter((each) => !incoming.includes(each));
  const placed = [incoming, outgoing].flatMap((side) => {
    const shown = side.slice(0, shownPerSide);
    return shown.map((relation, index) => ({
      relation,
      incoming: side === incoming,
      x: side === incoming ? -columnStep : columnStep,
      y: (index - (shown.length - 1) / 2) * rowStep,
    }));
  });
  const rows = Math.max(1, Math.min(shownPerSide, Math.max(incoming.length, outgoing.length)));
  return { centre: { x: 0, y: 0 }, placed, rows, left: relations.length - placed.length };
}
