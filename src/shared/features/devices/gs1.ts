/** One element of a GS1 element string: application identifier and its value. */
export interface Gs1Element {
  readonly identifier: string;
  readonly value: string;
}

/** Fixed lengths by application identifier (GS1 General Specifications, figure 7.8.5-2), as far as assets carry them. */
const fixedLengths: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
  '402': 17,
  '410': 13,
  '411': 13,
  '412': 13,
  '413': 13,
  '414': 13,
  '415': 13,
};

/** Identifiers of variable length with the longest value that they may have. */
const variableLengths: Readonly<Record<string, number>> = {
  '10': 20,
  '21': 20,
  '22': 20,
  '240': 30,
  '241': 30,
  '250': 30,
  '251': 30,
  '254': 20,
  '37': 8,
  '400': 30,
  '8003': 30,
  '8004': 30,
  '8010': 30,
  '8011': 12,
};

/** FNC1 between two elements as readers send it. */
const separator = '\u001D';

function identifierAt(text: string): { identifier: string; length: number; fixed: boolean } | null {
  for (const digits of [2, 3, 4]) {
    const identifier = text.slice(0, digits);
    const fixed = fixedLengths[identifier];
    if (fixed !== undefined) return { identifier, length: fixed, fixed: true };
    const variable = variableLengths[identifier];
    if (variable !== undefined) return { identifier, length: variable, fixed: false };
  }
  return null;
}

/**
 * Takes an element string apart: `01…21…` with group separators after elements of variable length, as symbols with
 * FNC1 give it. Null when it is none, so that nothing is taken from half an understanding.
 */
export function parseGs1(text: string): Gs1Element[] | null {
  const elements: Gs1Element[] = [];
  let rest = text.startsWith(separator) ? text.slice(1) : text;
  while (rest !== '') {
    const known = identifierAt(rest);
    if (known === null) return null;
    const { identifier, length, fixed } = known;
    const body = rest.slice(identifier.length);
    const end = body.indexOf(separator);
    const value = fixed ? body.slice(0, length) : body.slice(0, end === -1 ? body.length : end);
    if (value === '' || value.length > length || value.includes(separator)) return null;
    if (fixed && (value.length !== length || !/^\d+$/.test(value))) return null;
    elements.push({ identifier, value });
    const left = body.slice(value.length);
    rest = left.startsWith(separator) ? left.slice(1) : left;
  }
  return elements.length === 0 ? null : elements;
}

/** AIM symbology identifiers whose data is a GS1 element string (ISO/IEC 15424). */
const gs1Symbologies = new Set(['C1', 'd2', 'Q3', 'e0']);

/**
 * What an element string names: the individual asset (8004), the returnable asset (8003), else the serial number (21).
 * Null when it is no element string, or names nothing that a desk could know. Readers that send no
 * identifier of the symbology still send its FNC1 as separators, which nothing else has.
 */
export function codeOfGs1(symbology: string | null, text: string): string | null {
  const isGs1 = symbology === null ? text.includes(separator) : gs1Symbologies.has(symbology);
  if (!isGs1) return null;
  const elements = parseGs1(text);
  for (const wanted of ['8004', '8003', '21']) {
    const found = elements?.find(({ identifier }) => identifier === wanted);
    if (found !== undefined) return found.value;
  }
  return null;
}
