import type { DeskResult } from '#shared/features/desk/contract.ts';
import { insist } from '../context.ts';
import type { Context } from '../context.ts';

/** What a desk does all day: a badge, assets for that person, then the same assets back without a person. */
export interface DeskScan {
  kind: 'person' | 'check-out' | 'check-in';
  code: string;
  expected: { custodianId: number | null };
}

/** Scans of whole cycles on assets that are in stock, drawn without repetition. */
export function deskScans({ raw, random }: Context, cycles: number, purpose: string): DeskScan[] {
  const chance = random(purpose);
  const free = raw
    .prepare<[], { tag: string }>("SELECT tag FROM asset WHERE status = 'in_stock'")
    .all()
    .map((row) => row.tag);
  const people = raw
    .prepare<[], { id: number; badge_code: string }>('SELECT id, badge_code FROM person WHERE badge_code IS NOT NULL')
    .all();
  return Array.from({ length: cycles }, () => {
    const person = chance.pick(people);
    const tags = Array.from({ length: 2 }, () => free.splice(chance.below(free.length), 1)[0] ?? '');
    const scans = (kind: DeskScan['kind'], custodianId: number | null): DeskScan[] =>
      tags.map((code) => ({ kind, code, expected: { custodianId } }));
    return [
      { kind: 'person' as const, code: person.badge_code, expected: { custodianId: null } },
      ...scans('check-out', person.id),
      ...scans('check-in', null),
    ];
  }).flat();
}

const outcomes = { person: 'subject', 'check-out': 'checked_out', 'check-in': 'checked_in' } as const;

/** One scan through the contract, and whether it did what it means. A check-in needs a desk without a subject. */
export async function doScan({ client }: Context, scan: DeskScan, before: DeskScan | undefined): Promise<number> {
  if (scan.kind === 'check-in' && before?.kind !== 'check-in')
    await client.desk.setSubject({ session: 'A', subject: null });
  const startedAt = performance.now();
  const result: DeskResult = await client.desk.scan({ session: 'A', text: scan.code });
  const took = performance.now() - startedAt;
  insist(result.outcome === outcomes[scan.kind], `scan of ${scan.code}: ${result.outcome}`);
  if (scan.kind !== 'person')
    insist((result.asset?.custodian?.id ?? null) === scan.expected.custodianId, `custodian after ${scan.code}`);
  return took;
}
