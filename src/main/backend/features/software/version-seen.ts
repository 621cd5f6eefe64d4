import { applyRule } from '#shared/features/software/recognition.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rulesInForce } from './recognise.ts';

interface SeenInstallation {
  name: string;
  publisher: string | null;
  software_version: string | null;
  rule_id: number | null;
}

/**
 * Tells which version was seen of an installation: what the scan said, or else what its rule finds in the name, as in
 * `Archive Manager 24.08 (x64)`.
 */
export async function readVersionSeen(db: Db): Promise<(seen: SeenInstallation) => string | null> {
  const rules = new Map((await rulesInForce(db)).map((rule) => [rule.id, rule]));
  return ({ name, publisher, software_version: version, rule_id: ruleId }) => {
    const rule = ruleId === null || version !== null ? undefined : rules.get(ruleId);
    return rule === undefined ? version : (applyRule(rule, { name, publisher, version })?.version ?? null);
  };
}
