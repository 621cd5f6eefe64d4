import { readCode, sortCarton } from '#shared/features/assets/captured-code.ts';
import type { UnitVerdict } from '#shared/features/procurement/receiving.ts';
import type { OrderState } from '#shared/features/procurement/order.ts';

/** The serial in what was scanned or typed, without its prefix; null when it is no serial: a MAC, an IMEI, a GTIN … */
export function serialIn(text: string, manufacturer: string | null): string | null {
  return sortCarton(readCode(text, { manufacturer })).serial;
}

interface Progress {
  ordered: number;
  accepted: number;
}

/** The first line of which more came than was ordered, failed units aside; null when there is none. */
export function overDeliveryOf<Line extends Progress & { id: number }>(
  lines: readonly Line[],
  units: readonly { lineId: number; verdict: UnitVerdict }[],
): { line: Line; received: number } | null {
  for (const line of lines) {
    const taken = units.filter(({ lineId, verdict }) => lineId === line.id && verdict !== 'fail').length;
    if (taken > 0 && line.accepted + taken > line.ordered) return { line, received: line.accepted + taken };
  }
  return null;
}

/** How an order stands after a delivery: what failed does not count, so that its replacement is still expected. */
export function stateAfterDelivery(before: OrderState, lines: readonly Progress[]): OrderState {
  if (lines.every(({ ordered, accepted }) => accepted >= ordered)) return 'received';
  return lines.some(({ accepted }) => accepted > 0) ? 'partly_received' : before;
}
