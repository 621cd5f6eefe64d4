import type { Criterion, RequisitionLine } from '#shared/features/procurement/requisition.ts';
import type { LetterPart } from '#backend/kernel/documents/document.ts';
import type { Words } from './words.ts';

/** What something is: its model or category, and what more is said of it. */
export function nameOfThing(line: { category: { name: string }; model: { name: string } | null; description: string }) {
  return [line.model?.name ?? line.category.name, line.description].filter((part) => part !== '').join(', ');
}

/** What is needed, line by line, without what it is thought to cost. */
export function neededThings({ say, number }: Words, lines: readonly RequisitionLine[]): LetterPart {
  return {
    kind: 'table',
    columns: [
      { heading: say('position'), share: 7, align: 'left' },
      { heading: say('item'), share: 44, align: 'left' },
      { heading: say('mustHave'), share: 37, align: 'left' },
      { heading: say('quantity'), share: 12, align: 'right' },
    ],
    rows: lines.map((line, index) => [String(index + 1), nameOfThing(line), line.mustHaves, number(line.quantity)]),
    totals: [],
  };
}

/** The specification; nothing where there is none. */
export function specificationParts({ say }: Words, criteria: readonly Criterion[]): LetterPart[] {
  if (criteria.length === 0) return [];
  return [
    { kind: 'heading', text: say('specification') },
    {
      kind: 'table',
      columns: [
        { heading: say('criterion'), share: 38, align: 'left' },
        { heading: say('target'), share: 28, align: 'left' },
        { heading: say('kind'), share: 14, align: 'left' },
        { heading: say('regulation'), share: 20, align: 'left' },
      ],
      rows: criteria.map(({ text, target, kind, weight, regulation }) => [
        text,
        target,
        kind === 'must' ? say('must') : say('weightedBy', { weight }),
        regulation,
      ]),
      totals: [],
    },
  ];
}
