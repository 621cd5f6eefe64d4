import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { boundsOf, chosenOf, moveBy, resizeBy } from './design-operations.ts';
import type { Handle } from './design-operations.ts';
import type { DesignAction } from './design-state.ts';
import { linesOf, snapTo } from './snapping.ts';

/** Pixels within which an edge is drawn to a line. */
const reachPixels = 6;

interface Drag {
  design: TemplateDesign;
  ids: readonly string[];
  handle: Handle | null;
  startX: number;
  startY: number;
  number: number;
}

export interface Guides {
  x: number | null;
  y: number | null;
}

interface CanvasDrag {
  design: TemplateDesign;
  scale: number;
  /** Distance of the grid's lines, millimetres; 0 where nothing snaps. */
  grid: number;
  dispatch: (action: DesignAction) => void;
}

const noGuides: Guides = { x: null, y: null };

/** Moving and pulling elements with the pointer: one step to undo, drawn to grid, edges and middles on the way. */
export function useCanvasDrag({ design, scale, grid, dispatch }: CanvasDrag) {
  const drag = useRef<Drag | null>(null);
  const count = useRef(0);
  const [guides, setGuides] = useState<Guides>(noGuides);

  const begin = (event: PointerEvent, ids: readonly string[], handle: Handle | null) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    count.current += 1;
    drag.current = { design, ids, handle, startX: event.clientX, startY: event.clientY, number: count.current };
  };

  const snapped = (one: Drag, dx: number, dy: number, free: boolean) => {
    if (free || grid === 0) return { dx, dy, guides: noGuides };
    const bounds = boundsOf(chosenOf(one.design, one.ids));
    const others = one.design.elements.filter(({ id }) => !one.ids.includes(id));
    const reach = reachPixels / scale;
    const along = (start: number, length: number, moved: number, low: boolean, high: boolean) => {
      if (one.handle === null) return [start + moved, start + moved + length / 2, start + moved + length];
      if (low) return [start + moved];
      return high ? [start + length + moved] : [];
    };
    const handle = one.handle ?? '';
    const x = snapTo(
      along(bounds.x, bounds.width, dx, handle.includes('w'), handle.includes('e')),
      linesOf(
        others.map((each) => ({ start: each.x, length: each.width })),
        one.design.widthMm,
      ),
      reach,
      grid,
    );
    const y = snapTo(
      along(bounds.y, bounds.height, dy, handle.includes('n'), handle.includes('s')),
      linesOf(
        others.map((each) => ({ start: each.y, length: each.height })),
        one.design.heightMm,
      ),
      reach,
      grid,
    );
    return { dx: dx + x.shift, dy: dy + y.shift, guides: { x: x.line, y: y.line } };
  };

  const move = (event: PointerEvent) => {
    const one = drag.current;
    if (one === null) return;
    const dx = (event.clientX - one.startX) / scale;
    const dy = (event.clientY - one.startY) / scale;
    // A click with a trembling hand moves nothing.
    if (Math.hypot(event.clientX - one.startX, event.clientY - one.startY) < 3 && guides === noGuides) return;
    const to = snapped(one, dx, dy, event.altKey);
    const [first = ''] = one.ids;
    const next =
      one.handle === null
        ? moveBy(one.design, one.ids, to.dx, to.dy)
        : resizeBy(one.design, first, one.handle, to.dx, to.dy);
    setGuides(to.guides);
    dispatch({ does: 'edit', design: next, key: `drag-${one.number}` });
  };

  const end = () => {
    if (drag.current === null) return;
    drag.current = null;
    setGuides(noGuides);
    dispatch({ does: 'endStep' });
  };

  return { begin, move, end, guides };
}
