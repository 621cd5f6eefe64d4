import type { TrainingStanding } from '#backend/features/training/index.ts';
import { listTrainingStanding } from '#backend/features/training/index.ts';
import type { LicenceEvidence } from '#backend/features/licences/index.ts';
import { licenceEvidence } from '#backend/features/licences/index.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { assetInScope, inPeriod, onDaysOfPeriod, scopeTables } from '../../audit-pack/scope.ts';
import { money, readyReport, reportColumn, rowsOfQuery, wordColumn } from './ready-report.ts';

type Position = LicenceEvidence['positions'][number];

export const licencePosition = readyReport<Position>({
  permission: 'licence.view',
  columns: [
    reportColumn('product', 'text', 34, (row) => row.product.name),
    reportColumn('publisher', 'text', 20, (row) => row.publisher),
    wordColumn('metric', 'licenceMetric', 18, (row) => row.metric),
    reportColumn('entitled', 'integer', 12, (row) => row.entitled),
    reportColumn('effective', 'integer', 12, (row) => row.effective),
    reportColumn('allocated', 'integer', 12, (row) => row.allocated),
    reportColumn('installed', 'integer', 12, (row) => row.installed),
    reportColumn('used', 'integer', 12, (row) => row.used),
    reportColumn('demand', 'integer', 12, (row) => row.demand),
    reportColumn('position', 'integer', 12, (row) => row.position),
    reportColumn('shortfall', 'integer', 12, (row) => row.shortfall),
    reportColumn('surplus', 'integer', 12, (row) => row.surplus),
  ],
  async *rows({ reader, now, scope }) {
    yield* (await licenceEvidence(reader, scope.to ?? dayOf(now))).positions;
  },
});

interface DueRow {
  dueOn: string;
  days: number;
  tag: string;
  name: string;
  title: string;
  number: number | null;
  state: string;
  responsible: string | null;
}

/** Work orders that are to be done, and what plans will raise: whichever falls into the period. */
export const maintenanceDue = readyReport<DueRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('dueOn', 'date', 12, (row) => row.dueOn),
    reportColumn('daysOver', 'integer', 10, (row) => (row.days > 0 ? row.days : null)),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    reportColumn('work', 'text', 32, (row) => row.title),
    reportColumn('orderNo', 'integer', 10, (row) => row.number),
    wordColumn('state', 'workOrderState', 14, (row) => row.state),
    reportColumn('responsible', 'text', 22, (row) => row.responsible),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables},
due (due_on, asset_id, title, number, state, responsible_id) AS (
  SELECT due_on, asset_id, title, number, state, assignee_id FROM work_order WHERE state IN ('open', 'in_work')
  UNION ALL SELECT next_on, asset_id, plan.name, NULL, 'open', plan.responsible_id
  FROM maintenance_schedule JOIN maintenance_plan AS plan ON plan.id = plan_id
  WHERE next_on IS NOT NULL AND held = 0 AND plan.archived_at IS NULL AND plan.paused = 0)
SELECT due.due_on AS dueOn, CAST(julianday(:asOfDay) - julianday(due.due_on) AS INTEGER) AS days, asset.tag, asset.name,
  due.title, due.number, due.state, operator.display_name AS responsible
FROM due JOIN asset ON asset.id = due.asset_id LEFT JOIN operator ON operator.id = due.responsible_id
WHERE ${onDaysOfPeriod('due.due_on')} AND ${assetInScope}
ORDER BY due.due_on, asset.tag, due.number`),
});

interface DoneRow {
  doneOn: string;
  dueOn: string;
  late: number;
  tag: string;
  name: string;
  title: string;
  number: number;
  result: string;
  minutes: number | null;
  costMinor: number | null;
  costCurrency: string | null;
  by: string | null;
  finding: string | null;
}

export const maintenanceDone = readyReport<DoneRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('doneOn', 'date', 12, (row) => row.doneOn),
    reportColumn('dueOn', 'date', 12, (row) => row.dueOn),
    reportColumn('daysOver', 'integer', 10, (row) => (row.late > 0 ? row.late : null)),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    reportColumn('work', 'text', 30, (row) => row.title),
    reportColumn('orderNo', 'integer', 10, (row) => row.number),
    wordColumn('result', 'orderResult', 12, (row) => row.result),
    reportColumn('minutes', 'integer', 10, (row) => row.minutes),
    reportColumn('cost', 'money', 14, (row) => money(row.costMinor, row.costCurrency)),
    reportColumn('by', 'text', 20, (row) => row.by),
    reportColumn('finding', 'text', 30, (row) => row.finding),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}
SELECT work_order.done_on AS doneOn, work_order.due_on AS dueOn,
  CAST(julianday(work_order.done_on) - julianday(work_order.due_on) AS INTEGER) AS late, asset.tag, asset.name,
  work_order.title, work_order.number, work_order.result, work_order.minutes, work_order.cost_minor AS costMinor,
  work_order.cost_currency AS costCurrency, operator.display_name AS by, work_order.finding
FROM work_order JOIN asset ON asset.id = work_order.asset_id LEFT JOIN operator ON operator.id = work_order.ended_by
WHERE work_order.state = 'done' AND ${onDaysOfPeriod('work_order.done_on')} AND ${assetInScope}
ORDER BY work_order.done_on, work_order.number`),
});

interface DisposalRow {
  endedAt: string;
  tag: string;
  name: string;
  serial: string | null;
  reason: string;
  outcome: string;
  lot: number | null;
  recipient: string | null;
  proceeds: number | null;
  currency: string | null;
  by: string | null;
}

export const disposals = readyReport<DisposalRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('leftAt', 'dateTime', 18, (row) => row.endedAt),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    reportColumn('serial', 'text', 20, (row) => row.serial),
    wordColumn('retirementReason', 'retirementReason', 18, (row) => row.reason),
    wordColumn('outcome', 'disposalOutcome', 16, (row) => row.outcome),
    reportColumn('lot', 'integer', 8, (row) => row.lot),
    reportColumn('recipient', 'text', 24, (row) => row.recipient),
    reportColumn('proceeds', 'money', 14, (row) => money(row.proceeds, row.currency)),
    reportColumn('by', 'text', 20, (row) => row.by),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}
SELECT way.ended_at AS endedAt, asset.tag, asset.name, asset.serial, way.reason, way.outcome, lot.number AS lot,
  supplier.name AS recipient, packed.proceeds_minor AS proceeds, lot.currency, operator.display_name AS by
FROM retirement AS way
JOIN asset ON asset.id = way.asset_id
LEFT JOIN disposal_lot_asset AS packed ON packed.asset_id = way.asset_id
LEFT JOIN disposal_lot AS lot ON lot.id = packed.lot_id
LEFT JOIN supplier ON supplier.id = lot.supplier_id
LEFT JOIN operator ON operator.id = way.ended_by
WHERE way.ended = 'disposed' AND ${inPeriod('way.ended_at')} AND ${assetInScope}
ORDER BY way.ended_at, way.id`),
});

interface IncidentRow {
  number: number;
  kind: string;
  state: string;
  tag: string | null;
  name: string | null;
  openedAt: string;
  closedAt: string | null;
  outcome: string | null;
  inHandOf: string | null;
  description: string;
}

export const incidents = readyReport<IncidentRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('incident', 'integer', 10, (row) => row.number),
    wordColumn('kind', 'incidentKind', 12, (row) => row.kind),
    wordColumn('state', 'incidentState', 14, (row) => row.state),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 28, (row) => row.name),
    reportColumn('openedAt', 'dateTime', 18, (row) => row.openedAt),
    reportColumn('closedAt', 'dateTime', 18, (row) => row.closedAt),
    wordColumn('outcome', 'incidentOutcome', 16, (row) => row.outcome),
    reportColumn('inHandOf', 'text', 20, (row) => row.inHandOf),
    reportColumn('whatHappened', 'text', 36, (row) => row.description),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}
SELECT incident.number, incident.kind, incident.state, asset.tag, asset.name, incident.opened_at AS openedAt,
  incident.closed_at AS closedAt, incident.outcome, operator.display_name AS inHandOf, incident.description
FROM incident
LEFT JOIN incident_asset AS concerned ON concerned.incident_id = incident.id
LEFT JOIN asset ON asset.id = concerned.asset_id
LEFT JOIN operator ON operator.id = incident.in_hand_of
WHERE ${inPeriod('incident.opened_at')} AND ${assetInScope}
ORDER BY incident.id, asset.id`),
});

export const training = readyReport<TrainingStanding>({
  permission: 'person.view',
  columns: [
    reportColumn('person', 'text', 26, (row) => row.person),
    reportColumn('department', 'text', 20, (row) => row.department),
    reportColumn('course', 'text', 32, (row) => row.title),
    wordColumn('state', 'trainingState', 16, (row) => row.state),
    reportColumn('signedAt', 'dateTime', 18, (row) => row.signedAt),
    reportColumn('validUntil', 'date', 12, (row) => row.validUntil),
    reportColumn('score', 'integer', 10, (row) => row.score),
  ],
  async *rows({ reader, now }) {
    yield* await listTrainingStanding(reader, dayOf(now));
  },
});
