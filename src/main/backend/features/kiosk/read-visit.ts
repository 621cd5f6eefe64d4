import type { KioskVisit } from '#shared/features/kiosk/contract.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { loadBorrower } from './borrower.ts';
import { kioskPolicySetting } from './policy.ts';
import { endIfOver, visitOf } from './visit.ts';

/** What the screen of the kiosk shows; a visit that was left alone is over. */
export async function readVisit({ reader, session, now }: QueryContext): Promise<KioskVisit> {
  const visit = visitOf(session);
  const policy = await readSetting(reader, kioskPolicySetting);
  endIfOver(visit, now, policy.idleSeconds);
  const { personId, items, touchedAt, returning } = visit;
  const { name: organisation } = await readSetting(reader, organisationSetting);
  if (personId === null) return { borrower: null, items: [], endsAt: null, organisation, returning: false };
  const { shown } = await loadBorrower(reader, personId, { ...policy, now });
  const endsAt = new Date(Date.parse(touchedAt) + policy.idleSeconds * 1000).toISOString();
  return { borrower: shown, items, endsAt, organisation, returning };
}
