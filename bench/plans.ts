import { deskActions, views } from './actions.ts';
import type { Asked } from './actions.ts';
import { recordStatements } from './measure/statements.ts';

/** Tables that grow with the register or with every day of work; the others have some hundred rows. */
const growing: ReadonlySet<string> = new Set([
  'asset',
  'asset_sighting',
  'attachment',
  'custody',
  'field_value',
  'handover_item',
  'import_row',
  'installation',
  'journal',
  'label_job_item',
  'movement',
  'person',
  'position',
  'posture_reading',
  'purchase_order',
  'receipt_unit',
  'requisition',
  'sanitisation',
  'stocktake_line',
  'ticket',
  'training_assignment',
  'work_order',
]);

export interface PlanFinding {
  action: string;
  sql: string;
  steps: string[];
}

/** Statements that read a growing table from end to end, or sort in memory what an index could have kept sorted. */
export async function suspectPlans(context: Asked): Promise<PlanFinding[]> {
  const findings = new Map<string, PlanFinding>();
  for (const [action, run] of [...views(context), ...deskActions(context)]) {
    for (const { sql, parameters } of await recordStatements(context.raw, run)) {
      if (!/^\s*(select|insert|update|delete|with)/i.test(sql) || findings.has(sql)) continue;
      const steps = context.raw
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...parameters)
        .map((step) => step.detail)
        .filter((detail) => isSuspect(detail, sql));
      if (steps.length > 0) findings.set(sql, { action, sql, steps });
    }
  }
  return [...findings.values()];
}

/** Reading in order up to a LIMIT, unfiltered, is how a page is meant to be read, whatever the plan calls it. */
function isSuspect(detail: string, sql: string): boolean {
  // A search index whose plan carries no match is read whole.
  if (detail.startsWith('USE TEMP B-TREE') || detail.endsWith('VIRTUAL TABLE INDEX 0:')) return true;
  const [, scanned] = /^SCAN (\w+)/.exec(detail) ?? [];
  // An INSERT tells of scans that only run while a broken reference is outstanding, which none ever is.
  const page = /^\s*insert/i.test(sql) || (/ limit /i.test(sql) && !/ where /i.test(sql));
  return scanned !== undefined && growing.has(scanned) && !page;
}
