type SearchValue = string | number | boolean | readonly (string | number)[] | undefined;

function encoded(value: Exclude<SearchValue, undefined>): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  try {
    // A text that would be read as a number or a list is quoted, as the router does it.
    JSON.parse(value);
    return JSON.stringify(value);
  } catch {
    return value;
  }
}

/** The address of a page inside the window. */
export function hrefTo(path: string, search: Readonly<Record<string, SearchValue>> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) parameters.set(name, encoded(value));
  }
  const query = parameters.toString();
  return `#${path}${query === '' ? '' : `?${query}`}`;
}
