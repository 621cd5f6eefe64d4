import type { Transaction } from 'kysely';
import type { AssetRow, CustodianKind } from '#shared/features/assets/model.ts';
import { hasRightCheck } from '#shared/features/assets/tag-scheme.ts';
import { cardOfCode } from '#shared/features/desk/command-card.ts';
import type { CommandCard } from '#shared/features/desk/command-card.ts';
import { codeOfGs1 } from '#shared/features/devices/gs1.ts';
import { isReadableCode, mixesScripts, normaliseCode, tagOfLink } from '#shared/primitives/scanned-code.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { findByCode, tagSchemeSetting } from '#backend/features/assets/index.ts';
import { findKitByCode, findKitHolder } from '#backend/features/loans/index.ts';
import { findPersonByCode } from '#backend/features/people/index.ts';
import { findPlaceByCode } from '#backend/features/places/index.ts';
import { findOrder } from '#backend/features/procurement/index.ts';
import { findArticleByCode } from '#backend/features/supplies/index.ts';
import type { CodeRefusal } from './engine.ts';

export type ResolvedCode =
  | { is: 'asset'; code: string; asset: AssetRow }
  | { is: 'several'; code: string; assets: AssetRow[] }
  | { is: 'person' | 'place' | 'order' | 'supply'; code: string; id: number }
  | { is: 'kit'; code: string; kit: { id: number; holder: { kind: CustodianKind; id: number } | null } }
  | { is: 'card'; code: string; card: CommandCard }
  | { is: 'foreign_card'; code: string }
  | { is: 'unknown'; code: string }
  | { is: 'refused'; code: string; because: CodeRefusal; facts: Record<string, string> };

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
  if (isKnown(first) || scan.usText === undefined || scan.usText === scan.text)
    return { resolved: first, layoutMismatch: false };
  const second = await resolveOne(tx, scan.usText);
  return isKnown(second) ? { resolved: second, layoutMismatch: true } : { resolved: first, layoutMismatch: false };
}

function isKnown({ is }: ResolvedCode): boolean {
  return is !== 'unknown' && is !== 'refused';
}

async function resolveOne(tx: Transaction<Schema>, text: string): Promise<ResolvedCode> {
  const scanned = normaliseCode(text);
  // A GS1 symbol comes with separators; only what names one asset in it is a code of ours.
  const code = scanned.includes('\u001D') ? (codeOfGs1('C1', scanned) ?? scanned) : scanned;
  if (!isReadableCode(code)) return unreadable(code);
  const card = cardOfCode(code);
  if (card !== null) return card === 'foreign' ? { is: 'foreign_card', code } : { is: 'card', code, card };
  const [asset, ...others] = await findByCode(tx, tagOfLink(code) ?? code, false);
  if (asset && others.length > 0) return { is: 'several', code, assets: [asset, ...others] };
  if (asset) return { is: 'asset', code, asset };
  const person = await findPersonByCode(tx, code);
  if (person) return { is: 'person', code, id: person.id };
  const place = await findPlaceByCode(tx, code);
  if (place) return { is: 'place', code, id: place.id };
  const kit = await findKitByCode(tx, code);
  if (kit) return { is: 'kit', code, kit: { id: kit.id, holder: await findKitHolder(tx, kit.id) } };
  const order = await findOrder(tx, code);
  if (order) return { is: 'order', code, id: order.id };
  const article = await findArticleByCode(tx, code);
  if (article) return { is: 'supply', code, id: article.id };
  return explainUnknown(tx, code);
}

/** What the desk shows of a code with control characters: the bytes, since they can't be seen. */
function unreadable(code: string): ResolvedCode {
  const shown = code.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�').slice(0, 60);
  const hex = Buffer.from(code.slice(0, 24), 'utf8').toString('hex').toUpperCase();
  const because = code.includes('\u001D') ? 'GS1_UNKNOWN' : 'UNREADABLE_CODE';
  return { is: 'refused', code: shown, because, facts: { hex } };
}

/** A code that nobody knows and that can't be right is refused with the reason, so that nobody registers it. */
async function explainUnknown(tx: Transaction<Schema>, code: string): Promise<ResolvedCode> {
  const refused = (because: CodeRefusal): ResolvedCode => ({ is: 'refused', code, because, facts: {} });
  if (/^quartermaster:/i.test(code)) return refused('FOREIGN_LINK');
  if (mixesScripts(code)) return refused('MIXED_SCRIPT');
  const scheme = await readSetting(tx, tagSchemeSetting);
  const fixedPrefix = scheme.prefix.split('{')[0] ?? '';
  const looksLikeTag = fixedPrefix !== '' && code.toUpperCase().startsWith(fixedPrefix);
  if (looksLikeTag && !hasRightCheck(scheme, code.toUpperCase())) return refused('CHECK_CHARACTER_WRONG');
  return { is: 'unknown', code };
}
