const PLACEHOLDER = /\{([a-z]+)\}/g;
const OPTIONAL_PART = /\[([^[\]]*)\]/g;

/** Names of the placeholders of an expression, in order and with repetitions. */
export function placeholdersIn(expression: string): string[] {
  return Array.from(expression.matchAll(PLACEHOLDER), (match) => match[1] ?? '');
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
  const valueOf = (name: string) => (values[name] ?? '').trim();
  const names = placeholdersIn(expression);
  if (names.length > 0 && names.every((name) => valueOf(name) === '')) return '';
  const kept = expression.replaceAll(OPTIONAL_PART, (_part, inner: string) =>
    placeholdersIn(inner).every((name) => valueOf(name) !== '') ? inner : '',
  );
  // A separator at an end is left over only where the template wrote it; one in a value belongs to the value.
  const trimmed = kept.replaceAll(PLACEHOLDER, (whole, name: string) => (valueOf(name) === '' ? '' : whole));
  return trimmed.replaceAll(/^[\s·]+|[\s·]+$/g, '').replaceAll(PLACEHOLDER, (_whole, name: string) => valueOf(name));
}
