import { gs1CheckDigit } from './check-digits.ts';
import {
  digits,
  escaped,
  isGs1Text,
  partitionOf,
  prefixBits,
  readText,
  schemeOfHeader,
  schemes,
  writeText,
} from './epc-layout.ts';
import type { EpcScheme, Layout } from './epc-layout.ts';

export type { EpcScheme } from './epc-layout.ts';

/**
 * One electronic product code by its parts. What the parts are called depends on the scheme:
 * `companyPrefix` is the GS1 company prefix (6 to 12 digits; the manager number of a GID), `reference` the indicator and
 * item (SGTIN), serial reference (SSCC), location (SGLN), asset type (GRAI), individual asset (GIAI) or class (GID),
 * `serial` the serial number or extension, empty where the scheme has none.
 */
export interface Epc {
  readonly scheme: EpcScheme;
  /** Filter value 0 to 7 that lets a reader choose by kind of object; 0 for GID. */
  readonly filter: number;
  readonly companyPrefix: string;
  readonly reference: string;
  readonly serial: string;
}

/** Why an EPC can't be written or read. */
export type EpcFault =
  | 'NOT_HEXADECIMAL'
  | 'UNKNOWN_SCHEME'
  | 'TOO_SHORT'
  | 'PARTITION_INVALID'
  | 'FILTER_INVALID'
  | 'PREFIX_INVALID'
  | 'REFERENCE_INVALID'
  | 'SERIAL_INVALID'
  | 'URI_INVALID';

export type EpcResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: EpcFault };

const refused = (fault: EpcFault): { ok: false; fault: EpcFault } => ({ ok: false, fault });

/** Bits from the left as one number, so that no rounding can happen. */
class BitWriter {
  #value = 0n;
  #length = 0;

  add(value: bigint, bits: number): void {
    this.#value = (this.#value << BigInt(bits)) | value;
    this.#length += bits;
  }

  /** Filled with zeros on the right to whole words of 16 bits, as the memory of a tag is written. */
  hex(): string {
    const length = Math.ceil(this.#length / 16) * 16;
    const padded = this.#value << BigInt(length - this.#length);
    return padded
      .toString(16)
      .toUpperCase()
      .padStart(length / 4, '0');
  }
}

class BitReader {
  readonly #value: bigint;
  #left: number;

  constructor(hex: string) {
    this.#value = BigInt(`0x${hex}`);
    this.#left = hex.length * 4;
  }

  take(bits: number): bigint {
    this.#left -= bits;
    return (this.#value >> BigInt(this.#left)) & ((1n << BigInt(bits)) - 1n);
  }
}

function faultOf(epc: Epc, layout: Layout): EpcFault | null {
  const { companyPrefix, reference, serial, filter } = epc;
  if (!Number.isInteger(filter) || filter < 0 || filter > 7) return 'FILTER_INVALID';
  if (layout.partitions === null) {
    if (!numberFits(companyPrefix, 28)) return 'PREFIX_INVALID';
    if (!numberFits(reference, 24)) return 'REFERENCE_INVALID';
    return numberFits(serial, 36) ? null : 'SERIAL_INVALID';
  }
  const partition = partitionOf(companyPrefix);
  if (partition === null) return 'PREFIX_INVALID';
  const { bits, length } = layout.partitions[partition] ?? { bits: 0, length: 0 };
  if (!referenceFits(reference, layout, bits, length)) return 'REFERENCE_INVALID';
  return serialFits(serial, layout) ? null : 'SERIAL_INVALID';
}

/** A number as the 96-bit schemes hold it: without leading zeros, since those could not be read back. */
function numberFits(text: string, bits: number): boolean {
  return /^(0|[1-9]\d*)$/.test(text) && BigInt(text) < 1n << BigInt(bits);
}

function referenceFits(reference: string, layout: Layout, bits: number, length: number): boolean {
  switch (layout.reference) {
    case 'digits':
      return reference.length === length && /^\d*$/.test(reference);
    case 'number':
      return reference.length <= length && numberFits(reference, bits);
    case 'text':
      return reference.length >= 1 && reference.length <= length && isGs1Text(reference);
  }
}

function serialFits(serial: string, layout: Layout): boolean {
  switch (layout.serial) {
    case 'none':
      return serial === '';
    case 'number':
      return numberFits(serial, layout.serialBits);
    case 'text':
      return serial.length >= 1 && serial.length <= layout.serialBits / 7 && isGs1Text(serial);
  }
}

/**
 * Writes an EPC as the memory of a tag holds it (GS1 EPC Tag Data Standard 1.13 / 2.x, section 14.5).
 * @returns hexadecimal of whole 16-bit words, or why the parts don't fit the scheme
 */
export function encodeEpc(epc: Epc): EpcResult<string> {
  const layout = schemes[epc.scheme];
  const fault = faultOf(epc, layout);
  if (fault !== null) return refused(fault);
  const writer = new BitWriter();
  writer.add(BigInt(layout.header), 8);
  if (layout.partitions === null) {
    writer.add(BigInt(epc.companyPrefix), 28);
    writer.add(BigInt(epc.reference), 24);
    writer.add(BigInt(epc.serial), 36);
    return { ok: true, value: writer.hex() };
  }
  const partition = partitionOf(epc.companyPrefix) ?? 0;
  const { bits } = layout.partitions[partition] ?? { bits: 0 };
  writer.add(BigInt(epc.filter), 3);
  writer.add(BigInt(partition), 3);
  writer.add(BigInt(epc.companyPrefix), prefixBits[partition] ?? 0);
  writer.add(layout.reference === 'text' ? writeText(epc.reference, bits) : BigInt(`0${epc.reference}`), bits);
  if (layout.serial === 'text') writer.add(writeText(epc.serial, layout.serialBits), layout.serialBits);
  else writer.add(BigInt(`0${epc.serial}`), layout.serialBits);
  return { ok: true, value: writer.hex() };
}

/**
 * Reads the memory of a tag. Digits after the scheme's own length are padding; a dump that was cut at a half byte is
 * filled with zeros on the right.
 */
export function decodeEpc(hex: string): EpcResult<Epc> {
  const clean = hex.replaceAll(/[\s:-]/g, '').replace(/^0x/i, '');
  if (!/^[\dA-F]+$/i.test(clean)) return refused('NOT_HEXADECIMAL');
  const scheme = schemeOfHeader(Number.parseInt(clean.slice(0, 2), 16));
  if (scheme === null || clean.length < 2) return refused('UNKNOWN_SCHEME');
  const layout = schemes[scheme];
  if (clean.length * 4 < layout.bits - 4) return refused('TOO_SHORT');
  const reader = new BitReader(clean.padEnd(Math.ceil(layout.bits / 4), '0'));
  reader.take(8);
  if (layout.partitions === null) {
    const [companyPrefix, reference, serial] = [28, 24, 36].map((bits) => reader.take(bits).toString());
    return {
      ok: true,
      value: {
        scheme,
        filter: 0,
        companyPrefix: companyPrefix ?? '',
        reference: reference ?? '',
        serial: serial ?? '',
      },
    };
  }
  return decodeParts(scheme, layout, layout.partitions, reader);
}

function decodeParts(
  scheme: EpcScheme,
  layout: Layout,
  partitions: NonNullable<Layout['partitions']>,
  reader: BitReader,
): EpcResult<Epc> {
  const filter = Number(reader.take(3));
  const partition = Number(reader.take(3));
  const part = partitions[partition];
  if (part === undefined) return refused('PARTITION_INVALID');
  const companyPrefix = digits(reader.take(prefixBits[partition] ?? 0), 12 - partition);
  if (companyPrefix === null) return refused('PREFIX_INVALID');
  const raw = reader.take(part.bits);
  const reference =
    layout.reference === 'text'
      ? readText(raw, part.bits)
      : digits(raw, layout.reference === 'digits' ? part.length : 1);
  const serialRaw = reader.take(layout.serialBits);
  const serial = layout.serial === 'text' ? readText(serialRaw, layout.serialBits) : serialRaw.toString();
  if (reference === null) return refused('REFERENCE_INVALID');
  if (serial === null) return refused('SERIAL_INVALID');
  const epc: Epc = { scheme, filter, companyPrefix, reference, serial: layout.serial === 'none' ? '' : serial };
  const fault = faultOf(epc, layout);
  return fault === null ? { ok: true, value: epc } : refused(fault);
}

function partsOf({ scheme, companyPrefix, reference, serial }: Epc): string {
  const parts = schemes[scheme].serial === 'none' ? [companyPrefix, reference] : [companyPrefix, reference, serial];
  return parts.map((part) => escaped(part)).join('.');
}

/** `urn:epc:id:giai:0614141.5678`: what the object is, whatever carries it (section 6). */
export function pureIdentityUri(epc: Epc): string {
  return `urn:epc:id:${schemes[epc.scheme].key}:${partsOf(epc)}`;
}

/** `urn:epc:tag:giai-96:3.0614141.5678`: how a tag says it (section 12). */
export function tagUri(epc: Epc): string {
  const filter = schemes[epc.scheme].partitions === null ? '' : `${epc.filter}.`;
  return `urn:epc:tag:${epc.scheme}:${filter}${partsOf(epc)}`;
}

/** Reads a tag URI; pure identities don't say in which scheme a tag would hold them. */
export function parseTagUri(uri: string): EpcResult<Epc> {
  const match = /^urn:epc:tag:([a-z]+-\d+):(.+)$/.exec(uri.trim());
  const scheme = Object.keys(schemes).find((name): name is EpcScheme => name === match?.[1]);
  if (scheme === undefined || match === null) return refused('URI_INVALID');
  const layout = schemes[scheme];
  const parts = (match[2] ?? '').split('.');
  const filter = layout.partitions === null ? 0 : Number(parts.shift());
  const [companyPrefix = '', ...others] = parts;
  // A text may hold dots of its own only in the last part.
  const reference = layout.serial === 'none' ? others.join('.') : (others[0] ?? '');
  const serial = layout.serial === 'none' ? '' : others.slice(1).join('.');
  try {
    const epc: Epc = {
      scheme,
      filter,
      companyPrefix,
      reference: decodeURIComponent(reference),
      serial: decodeURIComponent(serial),
    };
    const fault = faultOf(epc, layout);
    return fault === null ? { ok: true, value: epc } : refused(fault);
  } catch {
    return refused('URI_INVALID');
  }
}

/** The GS1 element string with brackets: `(8004)06141415678`; null for GID, which has none. */
export function elementString({ scheme, companyPrefix, reference, serial }: Epc): string | null {
  const withCheck = (text: string): string => text + gs1CheckDigit(text);
  switch (schemes[scheme].key) {
    case 'giai':
      return `(8004)${companyPrefix}${reference}`;
    case 'grai':
      return `(8003)0${withCheck(companyPrefix + reference)}${serial}`;
    case 'sgtin':
      return `(01)${withCheck(reference.slice(0, 1) + companyPrefix + reference.slice(1))}(21)${serial}`;
    case 'sscc':
      return `(00)${withCheck(reference.slice(0, 1) + companyPrefix + reference.slice(1))}`;
    case 'sgln':
      return `(414)${withCheck(companyPrefix + reference)}${serial === '0' ? '' : `(254)${serial}`}`;
    case 'gid':
      return null;
  }
}
