import type { UndoObstacle } from '#shared/features/spreadsheets/contract.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { findReferences } from '#backend/kernel/db/withdraw.ts';
import type { WithdrawableTable } from '#backend/kernel/db/withdraw.ts';
import { belongsToArticle } from '#backend/features/supplies/index.ts';
import { belongsToAsset } from '#backend/features/assets/index.ts';
import { READING_LABEL } from '#backend/features/security/index.ts';
import { INSTALLATION_LABEL } from '#backend/features/software/index.ts';

/** A record of an import that was used since. */
export interface Obstacle extends UndoObstacle {
  recordId: number;
}

const belongingOf = (entity: WithdrawableTable) => {
  if (entity === 'asset') return belongsToAsset;
  if (entity === 'supply_article') return belongsToArticle;
  return entity === 'category' ? [{ table: 'asset_count', column: 'category_id' }] : [];
};

/** What the journal calls a record. */
const SUBJECT = "replace(line.entity, 'supply_article', 'article') || ':' || line.record_id";

/** Values of a category's own fields name people and places without a foreign key. */
const namedByFields: Partial<Record<WithdrawableTable, string>> = { person: 'person', place: 'location' };

/**
 * What was done since with records of an import that its undo would take back: entries of the journal that came later,
 * and rows that refer to a record that would go.
 *
 * @param positions only these lines of the import; all of its rows that are not undone yet when absent
 */
export function findObstacles(
  sqlite: Sqlite,
  batchId: number,
  limit: number,
  positions?: readonly number[],
): Obstacle[] {
  const chosen = positions === undefined ? null : JSON.stringify(positions);
  const lines = `batch_id = ? AND undo IS NULL AND ${chosen === null ? 'row_number IS NOT NULL' : 'position IN (SELECT value FROM json_each(?))'}`;
  const parameters = chosen === null ? [batchId] : [batchId, chosen];
  const entities = sqlite
    .prepare<(string | number)[], WithdrawableTable>(`SELECT DISTINCT entity FROM import_row WHERE ${lines}`)
    .pluck()
    .all(...parameters);
  const later = sqlite
    .prepare<(string | number)[], { entity: WithdrawableTable; recordId: number; what: string; at: string }>(
      `SELECT line.entity, line.record_id AS recordId, journal.event AS what, journal.at AS at
       FROM (SELECT * FROM import_row WHERE ${lines}) AS line
       JOIN journal ON journal.subject = ${SUBJECT} AND journal.seq > line.journal_seq
         -- What a later row of the same file brought of an article is no later work.
         AND journal.event NOT IN ('assets.secretShown', 'supplies.opened')
       GROUP BY line.position LIMIT ?`,
    )
    .all(...parameters, limit);
  // What has arrived can't be ordered again: the status machine knows no way back.
  const irreversible = sqlite
    .prepare<(string | number)[], { entity: WithdrawableTable; recordId: number }>(
      `SELECT entity, record_id AS recordId FROM import_row WHERE ${lines} AND entity = 'asset'
       AND json_extract(before, '$.status') = 'ordered' LIMIT ?`,
    )
    .all(...parameters, limit)
    .map((row) => ({ ...row, what: 'assets.statusChanged', at: null }));
  const referred = entities.flatMap((entity) => {
    const records = {
      sql: `SELECT record_id FROM import_row WHERE ${lines} AND entity = '${entity}' AND action = 'created'`,
      parameters,
    };
    const fieldType = namedByFields[entity];
    const byFields =
      fieldType === undefined
        ? []
        : sqlite
            .prepare<(string | number)[], { recordId: number; table: string }>(
              `SELECT DISTINCT value.integer_value AS recordId, 'field_value' AS "table" FROM field_value AS value
               JOIN field ON field.id = value.field_id AND field.type = '${fieldType}'
               WHERE value.integer_value IN (${records.sql}) LIMIT ?`,
            )
            .all(...parameters, limit);
    return [...findReferences(sqlite, entity, records, belongingOf(entity), limit), ...byFields].map((reference) => ({
      entity,
      ...reference,
    }));
  });
  return [
    ...[...later, ...irreversible].map(({ entity, recordId, what, at }) => ({
      entity,
      recordId,
      label: labelOf(sqlite, entity, recordId),
      kind: 'changed' as const,
      what,
      at,
    })),
    ...referred.map(({ entity, recordId, table }) => ({
      entity,
      recordId,
      label: labelOf(sqlite, entity, recordId),
      kind: 'referred' as const,
      what: table,
      at: null,
    })),
  ].slice(0, limit);
}

/** What a record is called, as an expression over its table. */
const labels: Partial<Record<WithdrawableTable, string>> = {
  asset: 'tag',
  installation: INSTALLATION_LABEL,
  posture_reading: READING_LABEL,
};

function labelOf(sqlite: Sqlite, entity: WithdrawableTable, id: number): string {
  const label = sqlite
    .prepare<[number], string>(`SELECT ${labels[entity] ?? 'name'} FROM ${entity} WHERE id = ?`)
    .pluck()
    .get(id);
  return label ?? '';
}
