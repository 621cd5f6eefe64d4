import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { templateDesign } from '#shared/features/labels/template.ts';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import {
  addElement,
  align,
  alignments,
  boundsOf,
  duplicate,
  handles,
  moveBy,
  removeElements,
  reorder,
  resizeBy,
} from './design-operations.ts';
import { isChanged, nextDesign, startDesign } from './design-state.ts';
import { linesOf, snapTo } from './snapping.ts';

const designs = builtInTemplates().map(({ id: _id, ...design }): TemplateDesign => design);
const mm = fc.double({ min: -400, max: 400, noNaN: true });

describe('what can be done to a design', () => {
  test('[V4] it stays a template and on its label, whatever is moved, pulled, lined up, copied or taken away', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...designs),
        fc.nat(),
        mm,
        mm,
        fc.constantFrom(...handles),
        fc.constantFrom(...alignments),
        (design, pick, dx, dy, handle, how) => {
          const id = design.elements[pick % design.elements.length]?.id ?? '';
          const added = addElement(design, 'text');
          const changed = [
            moveBy(design, [id], dx, dy),
            moveBy(
              design,
              design.elements.map((element) => element.id),
              dx,
              dy,
            ),
            resizeBy(design, id, handle, dx, dy),
            align(design, [id], how),
            added.design,
            removeElements(added.design, [id]),
            reorder(design, id, 1),
          ];
          for (const each of changed) {
            expect(templateDesign.safeParse(each).success).toBe(true);
            const { x, y, width, height } = boundsOf(each.elements);
            expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
            expect(x + width).toBeLessThanOrEqual(each.widthMm + 0.02);
            expect(y + height).toBeLessThanOrEqual(each.heightMm + 0.02);
          }
        },
      ),
    );
  });

  test('[V4] a group keeps its shape while it is moved, and its members line up with each other', () => {
    const [design] = designs;
    if (design === undefined) throw new Error('no design');
    const ids = ['tag', 'name'];
    const gap = (each: TemplateDesign) => {
      const [one, other] = each.elements.filter(({ id }) => ids.includes(id));
      return (other?.y ?? 0) - (one?.y ?? 0);
    };
    expect(gap(moveBy(design, ids, 0, 100))).toBeCloseTo(gap(design), 5);
    const left = align(design, ids, 'left').elements.filter(({ id }) => ids.includes(id));
    expect(new Set(left.map(({ x }) => x)).size).toBe(1);
  });

  test('[V4] copies have ids of their own, and the last element stays', () => {
    const [design] = designs;
    if (design === undefined) throw new Error('no design');
    const copy = duplicate(design, ['tag', 'name']);
    expect(new Set(copy.design.elements.map(({ id }) => id)).size).toBe(design.elements.length + 2);
    const all = design.elements.map(({ id }) => id);
    expect(removeElements(design, all)).toBe(design);
  });
});

describe('steps that are taken back', () => {
  const [design, other] = designs;
  if (design === undefined || other === undefined) throw new Error('no design');

  test('[V4] undo and redo lead to where one was; something new forgets what was undone', () => {
    let state = startDesign(design, true);
    const moved = moveBy(design, ['tag'], 1, 0);
    state = nextDesign(state, { does: 'edit', design: moved });
    expect(isChanged(state)).toBe(true);
    state = nextDesign(state, { does: 'undo' });
    expect(state.design).toBe(design);
    expect(isChanged(state)).toBe(false);
    expect(nextDesign(state, { does: 'redo' }).design).toBe(moved);
    expect(nextDesign(state, { does: 'undo' })).toBe(state);
    state = nextDesign(state, { does: 'edit', design: other });
    expect(nextDesign(state, { does: 'redo' }).design).toBe(other);
  });

  test('[V4] one drag, or typing in one field, is one step', () => {
    let state = startDesign(design, true);
    for (let step = 1; step <= 5; step += 1)
      state = nextDesign(state, { does: 'edit', design: moveBy(design, ['tag'], step, 0), key: 'drag' });
    expect(state.past).toHaveLength(1);
    state = nextDesign(state, { does: 'endStep' });
    state = nextDesign(state, { does: 'edit', design: other, key: 'drag' });
    expect(state.past).toHaveLength(2);
  });
});

describe('snapping', () => {
  test('[V4] the nearest line within reach wins, else the grid', () => {
    const lines = linesOf([{ start: 10, length: 4 }], 50);
    expect(snapTo([9.7, 14.7, 19.7], lines, 0.5, 1)).toEqual({ shift: expect.closeTo(0.3) as number, line: 10 });
    expect(snapTo([24.6], lines, 0.5, 1)).toEqual({ shift: expect.closeTo(0.4) as number, line: 25 });
    expect(snapTo([17.3], lines, 0.5, 1)).toEqual({ shift: expect.closeTo(-0.3) as number, line: null });
    expect(snapTo([17.3], lines, 0.5, 0)).toEqual({ shift: 0, line: null });
  });
});
