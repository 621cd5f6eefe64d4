/** A built-in value such as `{tag}`, or a field of the asset's category by its name, `{field:Memory}`. */
const PLACEHOLDER = /\{([a-z][a-z0-9]*|field:[^{}[\]\p{Cc}]{1,80})\}/gu;
const OPTIONAL_PART = /\[([^[\]]*)\]/g;
const FIELD_PREFIX = 'field:';

/** Names of the placeholders of an expression, in order and with repetitions. */
export function placeholdersIn(expression: string): string[] {
  return Array.from(expression.matchAll(PLACEHOLDER), (match) => match[1] ?? '');
}

/** The name of a category's field that a placeholder stands for; null for a built-in value. */
export function fieldNameOf(placeholder: string): string | null {
  return placeholder.startsWith(FIELD_PREFIX) ? placeholder.slice(FIELD_PREFIX.length) : null;
}

/** The placeholder of a category's field. */
export const placeholderOfField = (name: string) => `${FIELD_PREFIX}${name}`;

/** Whether every brace belongs to a placeholder and every bracket to one optional part: nothing else has a meaning. */
export function isWellFormed(expression: string): boolean {
  const bare = expression.replaceAll(PLACEHOLDER, '');
  return !/[{}]/.test(bare) && !/[[\]]/.test(bare.replaceAll(OPTIONAL_PART, ''));
}

/**
 * Fills an expression such as `{model}[ · S/N {serial}]`. A part in brackets vanishes when one of its placeholders is
 * empty; an expression all of whose placeholders are empty is empty, so that no «Property of» stands alone.
 * Values are inserted in one pass: braces and brackets inside a value stay what they are.
 * @returns the text, without separators or spaces left over at its ends
 */
export function fillExpression(
  expression: string,
  values: Readonly<Record<string, string | null | undefined>>,
): string {
  const valueOf = (name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : '').trim();
  const names = placeholdersIn(expression);
  if (names.length > 0 && names.every((name) => valueOf(name) === '')) return '';
  const kept = expression.replaceAll(OPTIONAL_PART, (_part, inner: string) =>
    placeholdersIn(inner).every((name) => valueOf(name) !== '') ? inner : '',
  );
  // A separator at an end is left over only where the template wrote it; one in a value belongs to the value.
  const trimmed = kept.replaceAll(PLACEHOLDER, (whole, name: string) => (valueOf(name) === '' ? '' : whole));
  return trimmed.replaceAll(/^[\s·]+|[\s·]+$/g, '').replaceAll(PLACEHOLDER, (_whole, name: string) => valueOf(name));
}
