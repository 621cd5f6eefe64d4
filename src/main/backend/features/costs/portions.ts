import { setImmediate } from 'node:timers/promises';
import { addMonths } from '#shared/primitives/days.ts';

/** As many months of payments as are read without a scan having to wait for them. */
const monthsAtOnce = 3;

/** The months from one to another in portions; a scan that came meanwhile goes before each but the first. */
export async function* portionsOf({ from, to }: { from: string; to: string }) {
  for (let first = from; first <= to;) {
    const next = addMonths(`${first}-01`, monthsAtOnce).slice(0, 7);
    const last = addMonths(`${next}-01`, -1).slice(0, 7);
    if (first > from) await setImmediate();
    yield { from: first, to: last < to ? last : to };
    first = next;
  }
}
