/** What can stand in the journal. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON with the keys of every object sorted by code unit and no spaces, so
 * that the same facts always give the same bytes. Members that are undefined
 * are left out, as JSON.stringify does.
 */
export function canonicalJson(value: Json): string {
  // What has its keys in order already is the engine's own to write, several times as fast.
  return isInOrder(value) ? JSON.stringify(value) : sortedJson(value);
}

/** Whether every object in the value, however deep, lists its keys sorted. */
function isInOrder(value: Json | undefined): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isList(value)) return value.every((item) => isInOrder(item));
  let before = '';
  for (const key in value) {
    if (key < before || !isInOrder(value[key])) return false;
    before = key;
  }
  return true;
}

function sortedJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (isList(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${sortedJson(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${sortedJson(member)}`;
  }
  return `{${text}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
