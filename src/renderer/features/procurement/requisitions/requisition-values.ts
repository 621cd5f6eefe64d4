import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { Requisition, RequisitionDetails } from '#shared/features/procurement/requisition.ts';
import { mostOfALine } from '#shared/features/procurement/requisition.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { issueOfCount, issueOfRequired } from '#renderer/ui/text/issues.ts';

import type { WantedItems } from './wanted-items.ts';

export interface LineValues {
  key: string;
  categoryId: string | null;
  modelId: string | null;
  description: string;
  quantity: number | string;
  mustHaves: string;
  estimate: string;
}

export interface RequisitionValues {
  requesterId: string | null;
  departmentId: string | null;
  costCentreId: string | null;
  reason: string;
  neededBy: string | null;
  notes: string;
  lines: LineValues[];
}

export function emptyLine(): LineValues {
  return {
    key: crypto.randomUUID(),
    categoryId: null,
    modelId: null,
    description: '',
    quantity: 1,
    mustHaves: '',
    estimate: '',
  };
}

const idText = (id: number | null | undefined) => (id === null || id === undefined ? null : String(id));
const idOf = (text: string | null) => (text === null ? null : Number(text));

export function valuesOf(requisition: Requisition | null, wanted: WantedItems = []): RequisitionValues {
  return {
    requesterId: idText(requisition?.requester.id),
    departmentId: idText(requisition?.departmentId),
    costCentreId: idText(requisition?.costCentre?.id),
    reason: requisition?.reason ?? '',
    neededBy: requisition?.neededBy ?? null,
    notes: requisition?.notes ?? '',
    lines:
      requisition?.lines.map((line) => ({
        key: String(line.id),
        categoryId: String(line.category.id),
        modelId: idText(line.model?.id),
        description: line.description,
        quantity: line.quantity,
        mustHaves: line.mustHaves,
        estimate: line.estimate === null ? '' : moneyToDecimal(line.estimate),
      })) ?? (wanted.length === 0 ? [emptyLine()] : wanted.map((item) => ({ ...emptyLine(), ...item }))),
  };
}

export const checksOf = (currency: string) => ({
  requesterId: issueOfRequired,
  reason: issueOfRequired,
  lines: {
    categoryId: issueOfRequired,
    quantity: (value: number | string) => issueOfCount(value, mostOfALine),
    estimate: (value: string) => issueOfMoney(value, currency),
  },
});

export function detailsOf(values: RequisitionValues, currency: string): RequisitionDetails {
  return {
    requesterId: Number(values.requesterId),
    departmentId: idOf(values.departmentId),
    costCentreId: idOf(values.costCentreId),
    reason: values.reason.trim(),
    neededBy: values.neededBy,
    notes: values.notes.trim() === '' ? null : values.notes.trim(),
    lines: values.lines.map((line) => ({
      categoryId: Number(line.categoryId),
      modelId: idOf(line.modelId),
      description: line.description.trim(),
      quantity: Number(line.quantity),
      mustHaves: line.mustHaves.trim(),
      estimate: moneyOfText(line.estimate, currency),
    })),
  };
}
