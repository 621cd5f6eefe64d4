import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface IncidentRow {
  id: number;
  number: number;
  kind: string;
  state: string;
  assetId: number | null;
  tag: string | null;
  openedAt: string;
  source: string;
  foundAt: string | null;
  closedAt: string | null;
  outcome: string | null;
  dataClass: string | null;
  holdsData: 0 | 1;
  notified: string | null;
  late: number;
  deadlines: number;
  stepsDone: number;
  steps: number;
  openedBy: string | null;
  closedBy: string | null;
  reported: string | null;
  description: string;
}

const steps = (condition: string) =>
  `(SELECT count(*) FROM incident_step WHERE incident_id = incident.id AND ${condition})`;

const sql = `WITH RECURSIVE ${scopeTables}
SELECT incident.id, incident.number, incident.kind, incident.state, asset.id AS assetId, asset.tag,
  incident.opened_at AS openedAt, incident.source, concerned.found_at AS foundAt, incident.closed_at AS closedAt,
  incident.outcome, incident.data_class AS dataClass,
  asset.id IN (SELECT asset_id FROM asset_holding_data) AS holdsData,
  (SELECT group_concat(told, ', ') FROM (SELECT coalesce(usual, title) || ' ' || substr(done_at, 1, 16) AS told
    FROM incident_step WHERE incident_id = incident.id AND notifies = 1 AND done_at IS NOT NULL ORDER BY position)) AS notified,
  ${steps('notifies = 1 AND due_at IS NOT NULL AND coalesce(done_at, :asOfInstant) > due_at')} AS late,
  ${steps('notifies = 1 AND due_at IS NOT NULL')} AS deadlines, ${steps('done_at IS NOT NULL')} AS stepsDone, ${steps('1')} AS steps,
  opener.display_name AS openedBy, closer.display_name AS closedBy,
  (SELECT group_concat(kind || ' ' || number, ', ') FROM (SELECT kind, number FROM incident_reference
    WHERE incident_id = incident.id ORDER BY id)) AS reported, incident.description
FROM incident
LEFT JOIN incident_asset AS concerned ON concerned.incident_id = incident.id
LEFT JOIN asset ON asset.id = concerned.asset_id
LEFT JOIN operator AS opener ON opener.id = incident.opened_by
LEFT JOIN operator AS closer ON closer.id = incident.closed_by
WHERE (:toInstant IS NULL OR incident.opened_at <= :toInstant)
  AND (:fromInstant IS NULL OR incident.closed_at IS NULL OR incident.closed_at >= :fromInstant) AND ${assetInScope}
ORDER BY incident.id, asset.id`;

/** Incidents that were open at any time of the period, one row for each asset they are about. */
export const incidentsSheet = querySheet<IncidentRow>({
  name: '70_Incidents',
  table: 'incident',
  numberedBy: null,
  alsoReads: ['incident_asset', 'incident_step', 'incident_reference', 'asset', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  record: 'Incident no',
  columns: [
    column('Incident no', 'integer', (row) => row.number),
    column('Kind', 'text', (row) => row.kind),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Opened', 'dateTime', (row) => row.openedAt),
    column('Detected how', 'text', (row) => row.source),
    notRecorded('Contained', 'dateTime'),
    column('Closed', 'dateTime', (row) => row.closedAt),
    column('Data at risk', 'text', (row) => row.dataClass),
    notRecorded('Encrypted'),
    column('Notified (who, when)', 'text', (row) => row.notified),
    column('Within 72 h', 'text', (row) => (row.deadlines === 0 ? null : row.late === 0 ? 'in time' : 'LATE')),
    column('Playbook steps done', 'text', (row) => `${row.stepsDone} of ${row.steps}`),
    notRecorded('Root cause'),
    notRecorded('Cost', 'money'),
    column('Asset tag', 'text', (row) => row.tag),
    column('Asset holds data', 'boolean', (row) => (row.assetId === null ? null : row.holdsData === 1)),
    column('Found at', 'dateTime', (row) => row.foundAt),
    column('Outcome', 'text', (row) => row.outcome),
    column('References', 'text', (row) => row.reported),
    column('Opened by', 'text', (row) => row.openedBy),
    column('Closed by', 'text', (row) => row.closedBy),
    column('What happened', 'text', (row) => row.description),
  ],
});
