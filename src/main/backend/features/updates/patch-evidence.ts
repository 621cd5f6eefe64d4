import { epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Compliance } from '#shared/features/updates/scheme.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readVersionSeen } from '#backend/features/software/index.ts';
import { Judge, readWatched } from './read-watched.ts';

/** An installation of a watched product, as the table has it. */
export interface SeenInstallation {
  readonly product_id: number;
  readonly name: string;
  readonly publisher: string | null;
  readonly software_version: string | null;
  readonly rule_id: number | null;
}

/** Where an installation stands against what should be installed on the day. */
export interface PatchStanding {
  readonly installed: string | null;
  /** What should be installed; null while no release is known. */
  readonly target: string | null;
  readonly compliance: Compliance;
  /** The day of the release that it is; null for one older than all that are known. */
  readonly releasedOn: Day | null;
  /** Newer releases that close holes. */
  readonly missing: readonly string[];
  /** Since the first release came out that it should have had; null where nothing is known of it. */
  readonly daysBehind: number | null;
}

/** What tells of an installation where it stands; releases and rules are read once, so that rows may come one by one. */
export async function patchEvidence(db: Db, today: Day): Promise<(seen: SeenInstallation) => PatchStanding> {
  const watched = await readWatched(db, today);
  const judge = new Judge(watched, today);
  const versionOf = await readVersionSeen(db);
  return (seen) => {
    const installed = versionOf(seen);
    const { compliance, release, missing } = judge.verdictOf(seen.product_id, installed);
    const product = watched.get(seen.product_id);
    const ordered = product?.ordered ?? [];
    const next = ordered[ordered.findIndex(({ id }) => id === release?.id) + 1];
    const since = missing[0] ?? next;
    return {
      installed,
      target: product?.target?.version ?? null,
      compliance,
      releasedOn: release?.releasedOn ?? null,
      missing: missing.map(({ version }) => version),
      daysBehind:
        compliance === 'unknown'
          ? null
          : compliance === 'current' || since === undefined
            ? 0
            : Math.max(0, epochDayOf(today) - epochDayOf(since.releasedOn)),
    };
  };
}
