/** Ways in which an asset is seen that are kept as such. */
export const sightingKinds = ['scan', 'hand', 'rfid', 'discovery'] as const;
export type SightingKind = (typeof sightingKinds)[number];

/** What says where an asset is: that it was seen, that a tracker told its position, that somebody signed for it. */
export const evidenceKinds = [...sightingKinds, 'position', 'signed'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export interface Evidence {
  kind: EvidenceKind;
  /** Days since then; not negative. */
  days: number;
}

/**
 * How much a fresh one of its kind proves, 0 to 1, and after how many days half of that is left.
 * A scan had the label before the scanner. RFID reads through walls and from the next shelf. What was entered by hand
 * is as good as who typed it. An inventory agent or a network saw a machine run somewhere. A tracker tells where it is
 * itself, and things move on. A signature says who answers for it, which holds for long and says little of the place.
 */
export const weightOf: Readonly<Record<EvidenceKind, { proves: number; halfLifeDays: number }>> = {
  scan: { proves: 0.98, halfLifeDays: 60 },
  hand: { proves: 0.7, halfLifeDays: 45 },
  rfid: { proves: 0.9, halfLifeDays: 30 },
  discovery: { proves: 0.5, halfLifeDays: 14 },
  position: { proves: 0.8, halfLifeDays: 2 },
  signed: { proves: 0.5, halfLifeDays: 180 },
};

/**
 * How sure we are of where an asset is, 0 to 1: pieces of evidence stand for each other, so what is left in doubt is
 * the product of what each of them leaves in doubt, `1 − ∏ (1 − proves · 2^(−days / halfLife))`. It falls as evidence
 * ages and never falls by another piece of evidence.
 */
export function confidenceOf(evidence: readonly Evidence[]): number {
  const doubt = evidence.reduce((left, { kind, days }) => {
    const { proves, halfLifeDays } = weightOf[kind];
    return left * (1 - proves * 2 ** (-Math.max(0, days) / halfLifeDays));
  }, 1);
  return 1 - doubt;
}

export const confidenceLevels = ['sure', 'likely', 'doubtful', 'unknown'] as const;
export type ConfidenceLevel = (typeof confidenceLevels)[number];

/** A confidence in words. */
export function levelOf(confidence: number): ConfidenceLevel {
  if (confidence >= 0.8) return 'sure';
  if (confidence >= 0.5) return 'likely';
  return confidence >= 0.2 ? 'doubtful' : 'unknown';
}
