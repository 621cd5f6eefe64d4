import { certificateName } from '#shared/features/retirement/certificate.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, placePaths, scopeTables } from '../scope.ts';

interface MediumRow {
  id: number;
  assetId: number;
  tag: string;
  type: string;
  model: string;
  serial: string | null;
  capacity: number | null;
  state: string;
  place: string | null;
  addedAt: string;
}

const mediaSql = `WITH RECURSIVE ${scopeTables}, ${placePaths}
SELECT medium.id, medium.asset_id AS assetId, asset.tag, medium.type, medium.model, medium.serial,
  medium.capacity_bytes AS capacity, place_path.path AS place, medium.added_at AS addedAt,
  CASE WHEN medium.type = 'none' THEN 'nothing that holds data'
    WHEN newest.id IS NULL THEN 'in use'
    WHEN newest.result = 'failed' THEN 'sanitisation failed'
    WHEN newest.sufficient = 0 THEN 'not sufficiently sanitised'
    WHEN newest.needs_witness = 1 AND newest.witness_id IS NULL THEN 'to be confirmed'
    ELSE 'sanitised' END || CASE WHEN asset.status = 'disposed' THEN ', left' ELSE '' END AS state
FROM medium
JOIN asset ON asset.id = medium.asset_id
LEFT JOIN place_path ON place_path.id = asset.place_id
LEFT JOIN sanitisation AS newest ON newest.id = (SELECT max(id) FROM sanitisation WHERE medium_id = medium.id)
WHERE ${assetInScope}
ORDER BY medium.id`;

/** Every medium that is known, wherever it is in its life. */
export const mediaSheet = querySheet<MediumRow>({
  name: '30_Media',
  table: 'medium',
  numberedBy: 'id',
  alsoReads: ['asset', 'place', 'sanitisation'],
  sql: mediaSql,
  restrictedBy: ['assets'],
  record: 'Media id',
  columns: [
    column('Media id', 'integer', (row) => row.id),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Media type', 'text', (row) => row.type),
    notRecorded('Interface'),
    notRecorded('Manufacturer'),
    column('Model', 'text', (row) => row.model),
    column('Serial', 'text', (row) => row.serial),
    notRecorded('Serial source (label, ATA/NVMe, dock bridge)'),
    column('Capacity', 'integer', (row) => row.capacity),
    notRecorded('Encrypted (how)'),
    notRecorded('Classification'),
    column('State', 'text', (row) => row.state),
    column('Location', 'text', (row) => row.place),
    column('Asset tag', 'text', (row) => row.tag),
    column('Recorded at', 'dateTime', (row) => row.addedAt),
  ],
});

interface SanitisationRow {
  id: number;
  number: number;
  mediumId: number;
  tag: string | null;
  model: string;
  serial: string | null;
  type: string;
  source: string;
  method: string;
  technique: string;
  tool: string;
  toolVersion: string;
  passes: number | null;
  report: string | null;
  doneAt: string;
  recordedAt: string;
  operator: string | null;
  verification: string;
  sample: number | null;
  result: string;
  witness: string | null;
  witnessedAt: string | null;
  sufficient: 0 | 1;
  outcome: string | null;
  failure: string;
  note: string;
  retirement: number;
  certificates: string | null;
}

const sanitisationSql = `WITH RECURSIVE ${scopeTables}
SELECT record.id, record.number, record.medium_id AS mediumId, asset.tag, medium.model, medium.serial, medium.type,
  record.source, record.method, record.technique, record.tool, record.tool_version AS toolVersion, record.passes,
  record.report_sha256 AS report, record.done_at AS doneAt, record.recorded_at AS recordedAt,
  operator.display_name AS operator, record.verification, record.sample_percent AS sample, record.result,
  witness.display_name AS witness, record.witnessed_at AS witnessedAt, record.sufficient, retirement.outcome,
  record.failure, record.note, retirement.number AS retirement,
  (SELECT group_concat(number, ',') FROM (SELECT number FROM retirement_certificate
    WHERE kind = 'sanitisation' AND asset_id = retirement.asset_id ORDER BY number)) AS certificates
FROM sanitisation AS record
JOIN medium ON medium.id = record.medium_id
JOIN retirement ON retirement.id = record.retirement_id
LEFT JOIN asset ON asset.id = retirement.asset_id
LEFT JOIN operator ON operator.id = record.operator_id
LEFT JOIN operator AS witness ON witness.id = record.witness_id
WHERE ${inPeriod('record.done_at')} AND ${assetInScope}
ORDER BY record.id`;

const words = (text: string): string | null => (text === '' ? null : text);

/** What was done to media, one row a medium and a time, as NIST SP 800-88 asks for it. */
export const sanitisationSheet = querySheet<SanitisationRow>({
  name: '31_Sanitisation',
  table: 'sanitisation',
  numberedBy: 'id',
  alsoReads: ['medium', 'retirement', 'retirement_certificate', 'asset', 'operator'],
  sql: sanitisationSql,
  restrictedBy: ['period', 'assets'],
  record: 'Record no',
  columns: [
    column('Certificate no', 'text', ({ certificates }) =>
      certificates === null
        ? null
        : certificates
            .split(',')
            .map((number) => certificateName({ kind: 'sanitisation', number: Number(number) }))
            .join(', '),
    ),
    column('Media id', 'integer', (row) => row.mediumId),
    column('Asset tag', 'text', (row) => row.tag),
    notRecorded('Manufacturer'),
    column('Model', 'text', (row) => row.model),
    column('Serial', 'text', (row) => row.serial),
    column('Media type', 'text', (row) => row.type),
    notRecorded('Media source (person/system)'),
    notRecorded('Classification before'),
    column('Method (Clear, Purge, Destroy)', 'text', (row) => row.method),
    column('Technique', 'text', (row) => row.technique),
    column('Standard and revision', 'text', () => 'NIST SP 800-88 Rev. 2'),
    column('Tool', 'text', (row) => words(row.tool)),
    column('Tool version', 'text', (row) => words(row.toolVersion)),
    column('Tool log SHA-256', 'text', (row) => row.report),
    notRecorded('Start', 'dateTime'),
    column('End', 'dateTime', (row) => row.doneAt),
    column('Operator name', 'text', (row) => row.operator),
    notRecorded('Operator role'),
    notRecorded('Operator place'),
    notRecorded('Operator contact'),
    column('Verification method (full, sampled %, inspection)', 'text', ({ verification, sample }) =>
      sample === null ? verification : `${verification} ${sample} %`,
    ),
    column('Verification result', 'text', (row) => row.result),
    column('Verified by', 'text', (row) => row.witness),
    notRecorded('Verifier role'),
    column('Verified at', 'dateTime', (row) => row.witnessedAt),
    column('Validation decision (accept/reject)', 'text', (row) => (row.sufficient === 1 ? 'accept' : 'reject')),
    column('Validated by', 'text', (row) => (row.sufficient === 1 ? 'policy of the day' : null)),
    notRecorded('Classification after'),
    column('Destination', 'text', (row) => row.outcome),
    notRecorded('Particle size or degauss field'),
    notRecorded('Video/photo ref'),
    column('Witness', 'text', (row) => row.witness),
    column('Failure and follow-up', 'text', (row) => words(row.failure)),
    column('Passes', 'integer', (row) => row.passes),
    column('Recorded at', 'dateTime', (row) => row.recordedAt),
    column('Recorded from', 'text', (row) => row.source),
    column('Retirement no', 'integer', (row) => row.retirement),
    column('Note', 'text', (row) => words(row.note)),
    column('Record no', 'integer', (row) => row.number),
  ],
});
