import { placeKinds } from '#shared/features/places/contract.ts';
import type { PlaceKind } from '#shared/features/places/contract.ts';

/** Whether a place of the one kind may stand in one of the other: only in something wider. */
export function mayStandIn(kind: PlaceKind, parentKind: PlaceKind): boolean {
  return placeKinds.indexOf(parentKind) < placeKinds.indexOf(kind);
}

/** The code for a place that was given none: `P` and its padded number, in a form that every scanner reads. */
export function placeCodeOf(number: number): string {
  return `P${String(number).padStart(5, '0')}`;
}

/** Made once: localeCompare makes one for every comparison. */
const byName = new Intl.Collator('en', { numeric: true });

export interface TreeNode {
  id: number;
  parentId: number | null;
  name: string;
}

/** Puts nodes into reading order, each after its parent and siblings by name, with the path from the root. */
export function inReadingOrder<Node extends TreeNode>(nodes: readonly Node[]): (Node & { path: string })[] {
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const ordered: (Node & { path: string })[] = [];
  const visit = (parentId: number | null, prefix: string): void => {
    const siblings = children.get(parentId) ?? [];
    for (const node of siblings.toSorted((one, other) => byName.compare(one.name, other.name))) {
      const path = prefix ? `${prefix} › ${node.name}` : node.name;
      ordered.push({ ...node, path });
      visit(node.id, path);
    }
  };
  visit(null, '');
  return ordered;
}
