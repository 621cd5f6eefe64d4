import { isSymmetric } from '#shared/features/assets/relation.ts';
import type { Relation } from '#shared/features/assets/relation-contract.ts';

/** Sizes in units of the drawing, which is as wide as the page. */
export const graphWidth = 1000;
export const nodeWidth = 250;
export const nodeHeight = 46;
const rowHeight = 60;
/** More on one side would be a carpet; the list below has them all. */
const shownPerSide = 10;

export interface PlacedRelation {
  relation: Relation;
  x: number;
  y: number;
  /** From the asset in the middle to the other or back, in the direction in which the relation is read. */
  curve: string;
  labelX: number;
  labelAnchor: 'start' | 'end';
}

export interface GraphLayout {
  height: number;
  centre: { x: number; y: number };
  placed: PlacedRelation[];
  left: number;
}

/** Layered, one step each way: what points at the asset on its left, what it points at on its right. */
export function layOut(relations: readonly Relation[]): GraphLayout {
  const incoming = relations.filter(({ type, end }) => end === 'target' && !isSymmetric(type));
  const outgoing = relations.filter((each) => !incoming.includes(each));
  const rows = Math.max(1, Math.min(shownPerSide, Math.max(incoming.length, outgoing.length)));
  const height = rows * rowHeight + 12;
  const centre = { x: (graphWidth - nodeWidth) / 2, y: (height - nodeHeight) / 2 };
  const placed = [
    ...place(incoming.slice(0, shownPerSide), 'left', height),
    ...place(outgoing.slice(0, shownPerSide), 'right', height),
  ];
  return { height, centre, placed, left: relations.length - placed.length };
}

function place(relations: readonly Relation[], side: 'left' | 'right', height: number): PlacedRelation[] {
  const top = (height - relations.length * rowHeight) / 2 + (rowHeight - nodeHeight) / 2;
  const middle = height / 2;
  return relations.map((relation, index) => {
    const y = top + index * rowHeight;
    const level = y + nodeHeight / 2;
    if (side === 'left') {
      const [from, to] = [nodeWidth, (graphWidth - nodeWidth) / 2];
      return {
        relation,
        x: 0,
        y,
        curve: `M ${from} ${level} C ${to - 20} ${level} ${from + 60} ${middle} ${to - 3} ${middle}`,
        labelX: from + 7,
        labelAnchor: 'start',
      };
    }
    const [from, to] = [(graphWidth + nodeWidth) / 2, graphWidth - nodeWidth];
    return {
      relation,
      x: to,
      y,
      curve: `M ${from} ${middle} C ${to - 60} ${middle} ${from + 20} ${level} ${to - 3} ${level}`,
      labelX: to - 9,
      labelAnchor: 'end',
    };
  });
}
