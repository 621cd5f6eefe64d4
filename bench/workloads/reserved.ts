import { addDays } from '#shared/primitives/days.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { deskScans, doScan } from './desk-cycle.ts';

const reservations = 2000;
const cycles = 120;

/** Books assets from tomorrow on. @returns their tags */
async function book({ client, raw, random }: Context): Promise<Set<string>> {
  const tags = new Set<string>();
  const chance = random('reserved');
  const free = raw.prepare<[], { id: number }>("SELECT id FROM asset WHERE status = 'in_stock' ORDER BY id").all();
  const people = raw.prepare<[], { id: number }>('SELECT id FROM person WHERE archived_at IS NULL LIMIT 500').all();
  const today = new Date().toISOString().slice(0, 10);
  insist(free.length > reservations && people.length > 0, 'assets to reserve');
  for (let number = 0; number < reservations; number += 1) {
    const from = addDays(today, 1 + chance.below(200));
    const { tag } = await client.loans.reserve({
      assetId: free[number]?.id ?? 0,
      forPersonId: chance.pick(people).id,
      from,
      to: addDays(from, 3),
    });
    tags.add(tag);
  }
  return tags;
}

/** Times of the check-outs of whole cycles at the desk; what is reserved for somebody else is asked about and left out. */
async function checkOuts(
  context: Context,
  purpose: string,
  without: ReadonlySet<string> = new Set(),
): Promise<number[]> {
  const times: number[] = [];
  const all = deskScans(context, cycles, purpose);
  const whole = Array.from({ length: cycles }, (_, at) => all.slice(at * 5, at * 5 + 5));
  const scans = whole.filter((cycle) => !cycle.some(({ code }) => without.has(code))).flat();
  for (const [index, scan] of scans.entries()) {
    const took = await doScan(context, scan, scans[index - 1]);
    if (scan.kind === 'check-out') times.push(took);
  }
  return times;
}

export const reserved: Benchmark = {
  name: 'reserved',
  what: `desk.scan of check-outs beside ${reservations.toLocaleString('en')} reservations that are still to come`,
  limit: 'the same scans before anything was reserved',
  run: async (context) => {
    await checkOuts(context, 'reserved warm-up');
    const before = distributionOf(await checkOuts(context, 'reserved before'));
    const tags = await book(context);
    const after = distributionOf(await checkOuts(context, 'reserved after', tags));
    const ratio = after.p50 / before.p50;
    return [
      {
        label: 'check-out beside reservations / without any',
        ours: after,
        limit: before,
        ratio,
        target: 'p50 ≤ 30 ms, p99 ≤ 100 ms',
        ok: after.p50 <= 30 && after.p99 <= 100,
        notes: [`p99 ${after.p99.toFixed(1)} ms with and ${before.p99.toFixed(1)} ms without; ${after.count} scans`],
      },
    ];
  },
};
