import type { FieldType } from '#shared/features/assets/fields.ts';
import type { LayoutProblem } from '#shared/features/labels/problems.ts';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import { fieldsShownBy } from '#shared/features/labels/template.ts';
import type { LabelValues, TemplateDesign } from '#shared/features/labels/template.ts';

/** What anybody may read who sees the label: neither what is kept secret nor what something cost. */
export const isForLabels = (type: FieldType) => type !== 'secret' && type !== 'money';

export type DesignVerdict =
  | { ok: true }
  | { ok: false; because: 'FIELD_NOT_FOR_LABELS'; name: string }
  | { ok: false; because: 'TEMPLATE_WOULD_NOT_SCAN'; problem: LayoutProblem };

/**
 * Whether a design may become a template: it shows only fields that a label may show, and with sample values it
 * scans from the coarsest printer that it is meant for.
 */
export function mayBeTemplate(
  design: TemplateDesign,
  fields: readonly { name: string; type: FieldType }[],
  sample: LabelValues,
): DesignVerdict {
  const shownAs = (name: string) => fields.filter((field) => field.name.toLowerCase() === name.toLowerCase());
  const unfit = fieldsShownBy(design.elements).find(
    (name) => shownAs(name).length === 0 || shownAs(name).some(({ type }) => !isForLabels(type)),
  );
  if (unfit !== undefined) return { ok: false, because: 'FIELD_NOT_FOR_LABELS', name: unfit };
  const result = layoutLabel({ id: 'design', ...design }, sample, design.dpi);
  const [problem] = result.ok ? [] : result.problems;
  return problem === undefined ? { ok: true } : { ok: false, because: 'TEMPLATE_WOULD_NOT_SCAN', problem };
}

/** A name that nobody has yet: the wanted one, or the first of `name (2)`, `name (3)` … that is free. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted.slice(0, 72)} (${count})`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
