/** One element of a GS1 element string: application identifier and its value. */
export interface Gs1Element {
  readonly identifier: string;
  readonly value: string;
}

/**
 * Application identifiers by the format of their value, with the notation of the GS1 General Specifications (figure
 * 3.2-1): `n` digits, `x` the 82 characters of set 82, `..` at most. Parts of a value are taken together.
 */
const formats: readonly (readonly [format: string, identifiers: string])[] = [
  ['n1', '4321-4323 7252'],
  ['n2', '20 7241'],
  ['n3', '422 424 426'],
  ['n4', '3940-3949 8111'],
  ['n6', '11-13 15-17 3100-3169 3200-3379 3400-3579 3600-3699 3950-3959 4326 7006 8005'],
  ['n8', '7250'],
  ['n10', '4324 4325 7003'],
  ['n12', '7251'],
  ['n13', '410-417 7001'],
  ['n14', '01-03 8001'],
  ['n17', '402'],
  ['n18', '00 8006 8017 8018 8026'],
  ['n20', '4309'],
  ['n..4', '7004'],
  ['n..6', '242'],
  ['n..8', '30 37'],
  ['n..10', '7011 8019'],
  ['n..12', '7007 8008 8011'],
  ['n..15', '3900-3909 3920-3929 423 425'],
  ['n..18', '3910-3919 3930-3939'],
  ['n..25', '255'],
  ['x2', '4307 4317'],
  ['x4', '7040'],
  ['x..2', '7010'],
  ['x..3', '427 7008 7258'],
  ['x..4', '7041'],
  ['x..7', '4330-4333'],
  ['x..10', '7009 7255'],
  ['x..12', '421 7005'],
  ['x..20', '10 21 22 243 254 420 4318 710-717 7020-7022 7240 8002 8012'],
  ['x..25', '7242 8013 8014 8020'],
  ['x..28', '235'],
  ['x..30', '90 240 241 250 251 253 400 401 403 4308 4319 7002 7023 7030-7039 7230-7239 8003 8004 8010'],
  ['x..34', '8007'],
  ['x..35', '4300 4301 4310 4311 4320'],
  ['x..40', '7253 7254 7259'],
  ['x..50', '8009'],
  ['x..70', '4302-4306 4312-4316 7257 8110 8112 8200'],
  ['x..90', '91-99 7256 8030'],
];

interface Format {
  readonly most: number;
  /** Nothing shorter is a value either. */
  readonly fixed: boolean;
  readonly allowed: RegExp;
}

const digits = /^\d+$/;
/** Set 82 of ISO/IEC 646 (GS1 General Specifications, figure 7.11-1), and the number sign of `8010`. */
const set82 = /^[!"%&'()*+,\-./\d:;<=>?A-Z_a-z#]+$/;

function* identifiersOf(list: string): Generator<string> {
  for (const part of list.split(' ')) {
    const [first = '', last = first] = part.split('-');
    for (let each = Number(first); each <= Number(last); each += 1) yield String(each).padStart(first.length, '0');
  }
}

const formatOf: ReadonlyMap<string, Format> = new Map(
  formats.flatMap(([format, list]) => {
    const fixed = !format.includes('..');
    const most = Number(/\d+$/.exec(format)?.[0]);
    const allowed = format.startsWith('n') ? digits : set82;
    return [...identifiersOf(list)].map((identifier) => [identifier, { most, fixed, allowed }] as const);
  }),
);

/** FNC1 between two elements as readers send it. */
const separator = '\u001D';

/** Which of them a text begins with; no identifier is the beginning of another. */
function identifierAt(text: string): [identifier: string, format: Format] | null {
  for (const length of [2, 3, 4]) {
    const identifier = text.slice(0, length);
    const format = formatOf.get(identifier);
    if (format !== undefined) return [identifier, format];
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
    const [identifier, { most, fixed, allowed }] = known;
    const body = rest.slice(identifier.length);
    const end = body.indexOf(separator);
    const value = fixed ? body.slice(0, most) : body.slice(0, end === -1 ? body.length : end);
    if (value.length > most || (fixed && value.length !== most) || !allowed.test(value)) return null;
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
