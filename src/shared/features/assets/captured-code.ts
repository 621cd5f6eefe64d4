import { gs1CheckDigit, luhnDigit } from '#shared/primitives/check-digits.ts';
import { identifierKey } from '#shared/primitives/text.ts';

/** What a code on a carton or a unit turned out to be. */
export const capturedKinds = ['serial', 'mac', 'imei', 'iccid', 'gtin', 'part_number', 'other'] as const;
export type CapturedKind = (typeof capturedKinds)[number];

/** One value out of a scan; `stripped` is what stood before it and does not belong to it. */
export interface CapturedCode {
  readonly kind: CapturedKind;
  readonly value: string;
  readonly stripped: string;
  /** The carton said so itself (a label or a data identifier), which outweighs what the value looks like. */
  readonly certain: boolean;
}

/** What is known beside the code. */
export interface CaptureContext {
  /** AIM symbology identifier without the bracket, e.g. `E0`; null when the scanner sends none. */
  readonly symbology?: string | null;
  readonly manufacturer?: string | null;
  /** Part numbers of the catalogue by their {@link identifierKey}. */
  readonly partNumbers?: ReadonlySet<string>;
}

interface PrefixRule {
  readonly kind: CapturedKind;
  readonly pattern: RegExp;
  /** Lower case; without one the rule holds for everybody. */
  readonly manufacturer?: string;
}

/** Written labels end in a sign or a space, so that a serial which begins with the same letters is left alone. */
const end = String.raw`\s*(?:[:#=]|\.(?=\s)|\s)\s*`;
const written = (names: string): RegExp => new RegExp(`^(?:${names})${end}`, 'i');

/**
 * Prefixes that manufacturers put before a value: written labels, and data identifiers of ANSI MH10.8.2, which follow
 * the value without a space. First match wins.
 */
const prefixRules: readonly PrefixRule[] = [
  {
    kind: 'serial',
    pattern: written(String.raw`S\/N|SN|SER(?:IAL)?(?:[\s.]*(?:NO|NUMBER|NR|№))?|SERVICE TAG|ST|S\.N\.`),
  },
  {
    kind: 'part_number',
    pattern: written(
      String.raw`P\/N|PN|PART(?:[\s.]*(?:NO|NUMBER|NR))?|M\/N|MODEL(?:[\s.]*(?:NO|NUMBER))?|MPN|SKU|MTM?`,
    ),
  },
  {
    kind: 'mac',
    pattern: written(
      String.raw`(?:W?LAN|WI-?FI|ETH(?:ERNET)?|BT|BLUETOOTH)?[\s-]*MAC(?:[\s-]*(?:ID|ADDR(?:ESS)?))?(?:\s*\d)?|WI-?FI|BLUETOOTH`,
    ),
  },
  { kind: 'imei', pattern: written(String.raw`IMEI(?:\/MEID)?\s*\d?`) },
  { kind: 'iccid', pattern: written('ICCID|SIM') },
  { kind: 'gtin', pattern: written('GTIN|EAN|UPC|JAN') },
  { kind: 'mac', pattern: /^23S(?=[\dA-F]{12}$)/i },
  { kind: 'serial', pattern: /^(?:1S|25S)(?=[\dA-Z]{5,})/i },
  { kind: 'part_number', pattern: /^(?:1P|30P)(?=[\dA-Z])/i },
  { kind: 'serial', pattern: /^S(?=[\dA-Z]{10,12}$)/i, manufacturer: 'apple' },
  { kind: 'part_number', pattern: /^P(?=[A-Z0-9]{5,}\/A$)/i, manufacturer: 'apple' },
];

/** Lenovo's 1S code: machine type and model of ten characters, then the serial of eight, which begins with a letter. */
const lenovoCode = /^1S([\dA-Z]{10})([A-Z][\dA-Z]{7})$/i;
const quantity = /^Q\d{1,5}$/i;
const address = /^(?:https?:\/\/|www\.)/i;
/** Reporting bodies that IMEI numbers begin with (GSMA TS.06, annex A). */
const imeiBodies = /^(?:01|10|30|33|35|44|45|49|5[0-4]|86|91|98|99)/;

/** Upper-case hexadecimal with colons, as it is stored; null when the text is no MAC address. */
export function macOf(text: string): string | null {
  const grouped = /^[\dA-F]{2}(?::[\dA-F]{2}){5}$|^[\dA-F]{2}(?:-[\dA-F]{2}){5}$|^[\dA-F]{4}(?:\.[\dA-F]{4}){2}$/i.test(
    text,
  );
  const bare = /^[\dA-F]{12}$/i.test(text) && /[A-F]/i.test(text) && /\d/.test(text);
  if (!grouped && !bare) return null;
  const digits = text.replaceAll(/[^\dA-F]/gi, '').toUpperCase();
  // Devices are made with individual addresses: the lowest bit of the first byte is not set (IEEE 802-2014, 8.2.2).
  if (bare && Number.parseInt(digits.slice(0, 2), 16) % 2 === 1) return null;
  return digits.match(/../g)?.join(':') ?? null;
}

/** The fifteen digits of an IMEI; null when length, reporting body or check digit are wrong (3GPP TS 23.003, 6.2.1). */
export function imeiOf(text: string): string | null {
  const digits = text.replaceAll(/[\s/-]/g, '');
  if (!/^\d{15}$/.test(digits) || !imeiBodies.test(digits)) return null;
  return luhnDigit(digits.slice(0, 14)) === digits[14] ? digits : null;
}

/** A GTIN of 12, 13 or 14 digits, of 8 only when the symbol was an EAN one: a serial of eight digits is too common. */
export function gtinOf(text: string, symbology: string | null = null): string | null {
  const fromEan = symbology?.startsWith('E') ?? false;
  const right = fromEan ? /^(?:\d{8}|\d{12,14})$/.test(text) : /^\d{12,14}$/.test(text);
  return right && gs1CheckDigit(text.slice(0, -1)) === text.at(-1) ? text : null;
}

function iccidOf(text: string): string | null {
  return /^89\d{17,18}$/.test(text) && luhnDigit(text.slice(0, -1)) === text.at(-1) ? text : null;
}

function looksLike(value: string, { symbology = null, partNumbers }: CaptureContext): CapturedCode {
  const found = (kind: CapturedKind, text: string | null): CapturedCode | null =>
    text === null ? null : { kind, value: text, stripped: '', certain: false };
  const other = quantity.test(value) || address.test(value) || /\s/.test(value) || value.length < 3;
  return (
    found('gtin', symbology?.startsWith('E') === true ? gtinOf(value, symbology) : null) ??
    found('imei', imeiOf(value)) ??
    found('iccid', iccidOf(value)) ??
    found('mac', macOf(value)) ??
    found('gtin', gtinOf(value)) ??
    found('part_number', partNumbers?.has(identifierKey(value)) === true ? value : null) ??
    found('other', other ? value : null) ?? { kind: 'serial', value, stripped: '', certain: false }
  );
}

function normalised(kind: CapturedKind, value: string): string {
  if (kind === 'mac') return macOf(value) ?? value;
  if (kind === 'imei') return imeiOf(value) ?? value;
  return value;
}

function readOne(text: string, context: CaptureContext): CapturedCode[] {
  const value = text.trim();
  const lenovo = lenovoCode.exec(value);
  if (lenovo !== null) {
    const [, part = '', serial = ''] = lenovo;
    return [
      { kind: 'part_number', value: part, stripped: '1S', certain: true },
      { kind: 'serial', value: serial, stripped: `1S${part}`, certain: true },
    ];
  }
  const manufacturer = context.manufacturer?.toLowerCase() ?? '';
  const rule = prefixRules.find(
    ({ pattern, manufacturer: only }) => pattern.test(value) && (only === undefined || manufacturer.startsWith(only)),
  );
  if (rule === undefined) return value === '' ? [] : [looksLike(value, context)];
  const stripped = rule.pattern.exec(value)?.[0] ?? '';
  const rest = value.slice(stripped.length).trim();
  if (rest === '') return [];
  return [{ kind: rule.kind, value: normalised(rule.kind, rest), stripped: stripped.trim(), certain: true }];
}

/** GS1 element string with or without brackets: `(01)…(21)…`, or with the separator of FNC1. */
function readGs1(text: string, symbology: string | null): CapturedCode[] | null {
  const carries = symbology === 'C1' || symbology === 'd2' || symbology === 'Q3' || symbology === 'e0';
  const match =
    // oxlint-disable-next-line no-control-regex -- the group separator ends a GS1 field
    /^\(01\)(\d{14})(?:\(21\)([^(]+))?$/.exec(text) ?? (carries ? /^01(\d{14})(?:21([^\u001D]+))?$/.exec(text) : null);
  if (match === null) return null;
  const [, gtin = '', serial] = match;
  if (gtinOf(gtin) === null) return null;
  const codes: CapturedCode[] = [{ kind: 'gtin', value: gtin, stripped: '01', certain: true }];
  return serial === undefined ? codes : [...codes, { kind: 'serial', value: serial, stripped: '21', certain: true }];
}

/**
 * Reads everything that one scan says. A scan of a plain serial gives one value; Lenovo's 1S code, a GS1 code, and a
 * two-dimensional code with several labelled lines give more.
 */
export function readCode(raw: string, context: CaptureContext = {}): CapturedCode[] {
  const text = raw.trim();
  const gs1 = readGs1(text, context.symbology ?? null);
  if (gs1 !== null) return gs1;
  // oxlint-disable-next-line no-control-regex -- separators of two-dimensional codes
  return text.split(/[\r\n\t;\u001C-\u001E]+|,(?=\s*[A-Z/ ]{2,}\s*[:=])/i).flatMap((part) => readOne(part, context));
}

/** The codes of one unit, each in its field. */
export interface Carton {
  readonly serial: string | null;
  readonly partNumber: string | null;
  readonly gtin: string | null;
  readonly macs: readonly string[];
  readonly imeis: readonly string[];
  readonly iccid: string | null;
  /** Codes that belong to no field: quantities, web addresses, fragments. */
  readonly ignored: readonly string[];
  /** Serials that were read beside the one that was kept: somebody has to look. */
  readonly rivals: readonly string[];
}

export const emptyCarton: Carton = {
  serial: null,
  partNumber: null,
  gtin: null,
  macs: [],
  imeis: [],
  iccid: null,
  ignored: [],
  rivals: [],
};

const withOnce = (list: readonly string[], value: string): readonly string[] =>
  list.includes(value) ? list : [...list, value];

/** Puts the values of all scans of one unit into their fields; a serial that the carton calls one beats one that looks like it. */
export function sortCarton(codes: readonly CapturedCode[]): Carton {
  const serials = codes.filter(({ kind }) => kind === 'serial');
  const chosen = serials.find(({ certain }) => certain) ?? serials[0] ?? null;
  let carton: Carton = { ...emptyCarton, serial: chosen?.value ?? null };
  for (const { kind, value, certain } of codes) {
    if (kind === 'part_number') carton = { ...carton, partNumber: carton.partNumber ?? value };
    if (kind === 'gtin') carton = { ...carton, gtin: carton.gtin ?? value };
    if (kind === 'iccid') carton = { ...carton, iccid: carton.iccid ?? value };
    if (kind === 'mac') carton = { ...carton, macs: withOnce(carton.macs, value) };
    if (kind === 'imei') carton = { ...carton, imeis: withOnce(carton.imeis, value) };
    if (kind === 'other') carton = { ...carton, ignored: withOnce(carton.ignored, value) };
    const rival = kind === 'serial' && value !== carton.serial && certain === chosen?.certain;
    if (rival) carton = { ...carton, rivals: withOnce(carton.rivals, value) };
  }
  return carton;
}
