import type { PrintedKind } from '#shared/features/labels/contract.ts';
import type { TemplateRow } from '#shared/features/labels/template-contract.ts';

interface CategoryNode {
  id: number;
  parentId: number | null;
}

const subjects: Readonly<Record<PrintedKind, readonly string[]>> = {
  asset: ['asset'],
  person: ['person'],
  place: ['place', 'bin'],
  kit: ['kit'],
  article: ['article'],
  command: ['command'],
};

function isWithin(categories: readonly CategoryNode[], categoryId: number, above: number): boolean {
  const seen = new Set<number>();
  let at: number | null = categoryId;
  while (at !== null && !seen.has(at)) {
    if (at === above) return true;
    seen.add(at);
    const present: number = at;
    at = categories.find(({ id }) => id === present)?.parentId ?? null;
  }
  return false;
}

/** Those that fit on what is loaded come first; the others stay to be chosen, for another roll. */
export function fittingFirst(
  templates: readonly TemplateRow[],
  fits: (size: { widthMm: number; heightMm: number }) => boolean,
): TemplateRow[] {
  return [...templates.filter(fits), ...templates.filter((template) => !fits(template))];
}

/**
 * The templates that these things can be printed with, best first: those for the category that all of them belong to,
 * then those for any, then those for other categories.
 */
export function templatesFor(
  templates: readonly TemplateRow[],
  kind: PrintedKind,
  categoryIds: readonly number[],
  categories: readonly CategoryNode[],
): TemplateRow[] {
  const rank = ({ category }: TemplateRow) => {
    if (category === null) return 1;
    const fits = categoryIds.length > 0 && categoryIds.every((id) => isWithin(categories, id, category.id));
    return fits ? 0 : 2;
  };
  return templates
    .filter(({ subject }) => subjects[kind].includes(subject))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** What is chosen before anybody chooses: what was used last, unless there is a template just for this category. */
export function preferredTemplate(
  offered: readonly TemplateRow[],
  remembered: string,
  forCategory: boolean,
): TemplateRow | null {
  const last = offered.find(({ id }) => id === remembered);
  const [first] = offered;
  if (forCategory && first?.category && last?.category?.id !== first.category.id) return first;
  return last ?? first ?? null;
}
