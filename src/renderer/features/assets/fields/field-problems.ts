import { checkField } from '#shared/features/assets/convert-field.ts';
import type { FieldProblem } from '#shared/features/assets/convert-field.ts';
import type { Field, FieldTexts } from '#shared/features/assets/fields.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { findText, t } from '#renderer/ui/text/t.ts';

/** Where a field's text lies in a form. */
export const pathOfField = (id: number): `fields.${number}` => `fields.${id}`;

/** What to type instead, by the field's type. */
function sentenceOfProblem({ type, pattern }: Field, problem: FieldProblem): string {
  if (problem === 'required') return t('issue.required');
  if (problem === 'pattern') return t('fields.wrongPattern', { pattern });
  return findText(`fields.wrong.${type}`) ?? t('issue.other');
}

/** What is wrong with the texts of a form, by path; what is stored already and was not touched is left alone. */
export function problemsOfFields(
  fields: readonly Field[],
  texts: FieldTexts,
  asset: Asset | null,
): Record<string, string> {
  const stored = new Set(asset?.fields.map(({ fieldId }) => fieldId));
  return Object.fromEntries(
    fields.flatMap((field) => {
      const given = texts[field.id];
      if (given === undefined && stored.has(field.id)) return [];
      const verdict = checkField(field, given === undefined && asset === null ? field.initial : (given ?? null));
      return verdict.ok ? [] : [[pathOfField(field.id), sentenceOfProblem(field, verdict.problem)]];
    }),
  );
}

/** The backend's refusal of a field's value, where the field stands. */
export function refusedField(error: unknown, fields: readonly Field[]): Record<string, string> {
  const { code, facts } = failureOf(error);
  if (code !== 'FIELD_REFUSED' && code !== 'FIELD_TAKEN') return {};
  const field = fields.find(({ id }) => id === facts['fieldId']);
  if (field === undefined) return {};
  const sentence =
    code === 'FIELD_TAKEN' ? sentenceOfError(error) : sentenceOfProblem(field, facts['problem'] as FieldProblem);
  return { [pathOfField(field.id)]: sentence };
}
