import { isClosed } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

interface RelationFacts {
  /** Both ends are one asset. */
  same: boolean;
  sourceStatus: AssetStatus;
  targetStatus: AssetStatus;
  /** There is such a relation between the two already. */
  exists: boolean;
  /** The source has a parent, and the relation would give it another. */
  hasParent: boolean;
  /** The relations that ban cycles lead from the target to the source. */
  leadsBack: boolean;
}

export type RelationVerdict =
  | { allowed: true }
  | {
      allowed: false;
      because:
        | 'RELATION_TO_ITSELF'
        | 'SOURCE_CLOSED'
        | 'TARGET_CLOSED'
        | 'RELATION_EXISTS'
        | 'HAS_PARENT'
        | 'RELATION_CYCLE';
    };

/** Whether two assets may be related. What left the inventory takes no new relations, save as what was replaced. */
export function mayRelate(facts: RelationFacts, replaces: boolean): RelationVerdict {
  if (facts.same) return { allowed: false, because: 'RELATION_TO_ITSELF' };
  if (isClosed(facts.sourceStatus)) return { allowed: false, because: 'SOURCE_CLOSED' };
  if (isClosed(facts.targetStatus) && !replaces) return { allowed: false, because: 'TARGET_CLOSED' };
  if (facts.exists) return { allowed: false, because: 'RELATION_EXISTS' };
  if (facts.hasParent) return { allowed: false, because: 'HAS_PARENT' };
  if (facts.leadsBack) return { allowed: false, because: 'RELATION_CYCLE' };
  return { allowed: true };
}
