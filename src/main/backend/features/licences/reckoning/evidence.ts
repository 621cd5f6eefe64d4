import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Evidence, EvidenceRow } from '#shared/features/licences/position.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

interface Row {
  id: number;
  label: string;
  detail: string | null;
  asset_id: number | null;
  tag: string | null;
  asset_name: string | null;
  person_id: number | null;
  person: string | null;
  day: string | null;
}

const chosen = (ids: readonly number[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

function statementFor({ kind, ids }: Evidence): RawBuilder<Row> {
  const none = sql`NULL AS asset_id, NULL AS tag, NULL AS asset_name, NULL AS person_id, NULL AS person`;
  if (kind === 'entitlement')
    return sql<Row>`SELECT entitlement.id, reference AS label, supplier.name AS detail, ${none},
        (SELECT max(coalesce(ends_on, '9999-12-31')) FROM entitlement_term WHERE entitlement_id = entitlement.id) AS day
      FROM entitlement LEFT JOIN supplier ON supplier.id = supplier_id WHERE entitlement.id IN ${chosen(ids)}`;
  if (kind === 'installation')
    return sql<Row>`SELECT installation.id, asset.tag AS label,
        installation.name || coalesce(' ' || software_version, '') AS detail, asset.id AS asset_id, asset.tag,
        asset.name AS asset_name, person.id AS person_id, person.name AS person, used_on AS day
      FROM installation JOIN asset ON asset.id = installation.asset_id
      LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
      LEFT JOIN person ON person.id = custody.person_id WHERE installation.id IN ${chosen(ids)}`;
  if (kind === 'allocation')
    return sql<Row>`SELECT allocation.id, coalesce(person.name, asset.tag, department.name) AS label, reference AS detail,
        asset.id AS asset_id, asset.tag, asset.name AS asset_name, person.id AS person_id, person.name AS person, until AS day
      FROM allocation JOIN entitlement ON entitlement.id = entitlement_id
      LEFT JOIN person ON person.id = allocation.person_id LEFT JOIN asset ON asset.id = allocation.asset_id
      LEFT JOIN department ON department.id = allocation.department_id WHERE allocation.id IN ${chosen(ids)}`;
  return sql<Row>`SELECT software_session.id, coalesce(person.name, asset.tag, software_session.source) AS label,
      started_at || ' – ' || ended_at AS detail, asset.id AS asset_id, asset.tag, asset.name AS asset_name,
      person.id AS person_id, person.name AS person, substr(started_at, 1, 10) AS day
    FROM software_session LEFT JOIN person ON person.id = software_session.person_id
    LEFT JOIN asset ON asset.id = software_session.asset_id WHERE software_session.id IN ${chosen(ids)}`;
}

/** The rows that a line of the arithmetic counts. */
export async function listEvidence(
  db: Db,
  { evidence, limit }: { evidence: Evidence; limit: number },
): Promise<{ rows: EvidenceRow[]; total: number }> {
  const { rows } =
    await sql<Row>`SELECT * FROM (${statementFor(evidence)}) ORDER BY label COLLATE NOCASE, id LIMIT ${limit}`.execute(
      rawExecutor(db),
    );
  return {
    total: evidence.ids.length,
    rows: rows.map((row) => ({
      id: row.id,
      label: row.label,
      detail: row.detail ?? '',
      asset: row.asset_id === null ? null : { id: row.asset_id, tag: row.tag ?? '', name: row.asset_name ?? '' },
      person: row.person_id === null ? null : { id: row.person_id, name: row.person ?? '' },
      day: row.day === '9999-12-31' ? null : row.day,
    })),
  };
}
