import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BulkChange } from '#shared/features/assets/bulk-contract.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { planAsset } from './plan-asset.ts';

const field = (id: number, required = false): Field => ({
  id,
  family: null,
  categoryId: 1,
  position: id,
  archived: false,
  version: 1,
  name: `Field ${id}`,
  type: 'text',
  group: '',
  unit: null,
  required,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
});
const open = { closed: false, texts: {}, filled: new Set<number>() };

describe('[X2] an edit of many assets', () => {
  it('[X2] leaves alone what is closed, has no such field, or would lack a required one', () => {
    const change: BulkChange = [{ field: 'field:1', text: 'a' }];
    expect(planAsset({ ...open, closed: true }, change, [field(1)])).toMatchObject({ because: 'ASSET_CLOSED' });
    expect(planAsset(open, change, [field(2)])).toMatchObject({ because: 'NOT_OF_CATEGORY' });
    expect(planAsset(open, change, [field(1), field(2, true)])).toMatchObject({
      because: 'FIELD_MISSING',
      detail: 'Field 2',
    });
    expect(planAsset(open, [{ field: 'field:1', text: null }], [field(1, true)])).toMatchObject({
      because: 'FIELD_MISSING',
    });
    expect(planAsset(open, [{ field: 'notes', text: 'n' }], [field(2, true)])).toMatchObject({ kind: 'change' });
  });

  it('[X2] always says exactly what differs, and its undo leads back', () => {
    const text = fc.option(fc.constantFrom('a', 'b'), { nil: null });
    fc.assert(
      fc.property(text, text, text, text, (notes, order, wantedNotes, wantedOrder) => {
        const change: BulkChange = [
          { field: 'notes', text: wantedNotes },
          { field: 'orderNumber', text: wantedOrder },
        ];
        const plan = planAsset({ ...open, texts: { notes, orderNumber: order } }, change, []);
        if (plan.kind !== 'change') {
          expect(plan.kind).toBe('unchanged');
          expect([notes, order]).toEqual([wantedNotes, wantedOrder]);
          return;
        }
        const after: Record<string, string | null> = { notes, orderNumber: order };
        for (const { field: key, to } of plan.changes) after[key] = to;
        expect(after).toEqual({ notes: wantedNotes, orderNumber: wantedOrder });
        for (const { field: key, from } of plan.changes) after[key] = from;
        expect(after).toEqual({ notes, orderNumber: order });
      }),
    );
  });
});
