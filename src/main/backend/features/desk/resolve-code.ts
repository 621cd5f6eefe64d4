import type { Transaction } from 'kysely';
import type { AssetRow } from '#shared/features/assets/model.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { findPersonByCode } from '#backend/features/people/index.ts';
import { findPlaceByCode } from '#backend/features/places/index.ts';
import { isReadableCode, normaliseCode } from '#shared/primitives/scanned-code.ts';

export type ResolvedCode =
  | { is: 'asset'; code: string; asset: AssetRow }
  | { is: 'several'; code: string; assets: AssetRow[] }
  | { is: 'person'; code: string; id: number }
  | { is: 'place'; code: string; id: number }
  | { is: 'unknown'; code: string }
  | { is: 'unreadable'; code: string };

/**
 * Finds what a scan stands for. A wedge gives two strings: what the computer's
 * layout made of the keys, and what the keys were on a US board. When only the
 * second is known, scanner and computer use different layouts.
 */
export async function resolveCode(
  tx: Transaction<Schema>,
  scan: { text: string; usText: string | undefined },
): Promise<{ resolved: ResolvedCode; layoutMismatch: boolean }> {
  const first = await resolveOne(tx, scan.text);
  if (first.is !== 'unknown' || scan.usText === undefined || scan.usText === scan.text)
    return { resolved: first, layoutMismatch: false };
  const second = await resolveOne(tx, scan.usText);
  const known = second.is !== 'unknown' && second.is !== 'unreadable';
  return known ? { resolved: second, layoutMismatch: true } : { resolved: first, layoutMismatch: false };
}

async function resolveOne(tx: Transaction<Schema>, text: string): Promise<ResolvedCode> {
  const code = normaliseCode(text);
  if (!isReadableCode(code))
    return { is: 'unreadable', code: code.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�').slice(0, 60) };
  const [asset, ...others] = await findByCode(tx, code, false);
  if (asset && others.length > 0) return { is: 'several', code, assets: [asset, ...others] };
  if (asset) return { is: 'asset', code, asset };
  const person = await findPersonByCode(tx, code);
  if (person) return { is: 'person', code, id: person.id };
  const place = await findPlaceByCode(tx, code);
  if (place) return { is: 'place', code, id: place.id };
  return { is: 'unknown', code };
}
