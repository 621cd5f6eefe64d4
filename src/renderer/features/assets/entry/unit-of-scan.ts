import { readCode, sortCarton } from '#shared/features/assets/captured-code.ts';
import type { CaptureContext, CapturedCode, CapturedKind, Carton } from '#shared/features/assets/captured-code.ts';
import type { NewUnit } from '#shared/features/assets/entry-contract.ts';
import type { Identifier } from '#shared/features/assets/model.ts';

export type ScanMeaning =
  /** One unit is complete. */
  | { readonly kind: 'unit'; readonly unit: NewUnit; readonly pending: readonly CapturedCode[] }
  /** Filed with the carton that is being read. */
  | { readonly kind: 'filed'; readonly pending: readonly CapturedCode[] }
  /** No serial: what it is instead. */
  | { readonly kind: 'refused'; readonly because: CapturedKind; readonly value: string };

function identifiersOf(carton: Carton): Identifier[] {
  const one = (kind: Identifier['kind'], value: string | null): Identifier[] =>
    value === null ? [] : [{ kind, value }];
  return [
    ...carton.macs.map((value) => ({ kind: 'mac' as const, value })),
    ...carton.imeis.map((value) => ({ kind: 'imei' as const, value })),
    ...one('iccid', carton.iccid),
    ...one('gtin', carton.gtin),
    ...one('part_number', carton.partNumber),
  ];
}

export function unitOf(codes: readonly CapturedCode[]): NewUnit {
  const carton = sortCarton(codes);
  return { tag: null, serial: carton.serial, name: null, notes: null, identifiers: identifiersOf(carton) };
}

const serialOf = (codes: readonly CapturedCode[]): string | null => sortCarton(codes).serial;

/**
 * What a scan means for the entry. One code a unit: a serial completes it, anything else alone is refused. Cartons:
 * codes are filed until the serial of the next carton is read, or until the operator says that there are no more.
 */
export function meaningOfScan(
  text: string,
  context: CaptureContext,
  pending: readonly CapturedCode[],
  cartons: boolean,
): ScanMeaning {
  const codes = readCode(text, context);
  const serial = serialOf(codes);
  if (!cartons) {
    const [first] = codes;
    if (serial !== null) return { kind: 'unit', unit: unitOf(codes), pending: [] };
    return { kind: 'refused', because: first?.kind ?? 'other', value: first?.value ?? text };
  }
  const [first] = codes;
  if (first === undefined || codes.every(({ kind }) => kind === 'other')) {
    return { kind: 'refused', because: 'other', value: first?.value ?? text };
  }
  const before = serialOf(pending);
  if (before !== null && serial !== null && before !== serial)
    return { kind: 'unit', unit: unitOf(pending), pending: codes };
  return { kind: 'filed', pending: [...pending, ...codes] };
}
