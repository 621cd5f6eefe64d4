import type { Compliance, Scheme } from '#shared/features/updates/scheme.ts';
import type { Day } from '#shared/primitives/days.ts';
import { compareVersions, readVersion } from './compare.ts';

/** A version that its maker has published. */
export interface Release {
  id: number;
  version: string;
  /** Lines that are kept beside each other, e.g. 22H2 and 23H2; blank where there is one only. */
  branch: string;
  releasedOn: Day;
  security: boolean;
  supportedUntil: Day | null;
}

export interface Verdict {
  compliance: Compliance;
  /** The newest release that is not newer than what is installed; null for one older than all that are known. */
  release: Release | null;
  /** Newer releases of its line that close holes. */
  missing: readonly Release[];
}

/** Releases that can be read by the scheme, the oldest first; those of one version in the order of their day. */
export function inOrder(scheme: Scheme, releases: readonly Release[]): Release[] {
  return releases
    .filter(({ version }) => readVersion(scheme, version) !== null)
    .toSorted(
      (one, other) =>
        (compareVersions(scheme, one.version, other.version) ?? 0) ||
        (one.releasedOn === other.releasedOn ? one.id - other.id : one.releasedOn < other.releasedOn ? -1 : 1),
    );
}

/** What should be installed: what was chosen, or else the newest that is out. */
export function targetOf(ordered: readonly Release[], chosenId: number | null, today: Day): Release | null {
  const chosen = ordered.find(({ id }) => id === chosenId);
  return chosen ?? ordered.findLast(({ releasedOn }) => releasedOn <= today) ?? null;
}

/**
 * Holds an installed version against the releases of its product. What is not supported any more is the worst, then a
 * hole that a release of the same line closes, then a version older than the target. A target that was chosen does not
 * hide holes: releases beyond it that close some count as well.
 *
 * @param ordered as `inOrder` gives them
 */
export function comply(
  scheme: Scheme,
  ordered: readonly Release[],
  target: Release | null,
  installed: string | null,
  today: Day,
): Verdict {
  const compare = installed === null ? null : readVersion(scheme, installed);
  if (compare === null || target === null) return { compliance: 'unknown', release: null, missing: [] };
  const release = ordered.findLast(({ version }) => (compare(version) ?? -1) >= 0) ?? null;
  const missing = ordered.filter(
    ({ version, security, branch, releasedOn }) =>
      security && releasedOn <= today && (compare(version) ?? 0) < 0 && (release === null || release.branch === branch),
  );
  const isOver = release !== null && release.supportedUntil !== null && release.supportedUntil < today;
  const compliance = isOver
    ? 'unsupported'
    : missing.length > 0
      ? 'behind_security'
      : (compare(target.version) ?? 0) < 0
        ? 'behind'
        : 'current';
  return { compliance, release, missing };
}
