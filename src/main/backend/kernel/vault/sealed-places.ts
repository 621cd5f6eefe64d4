import { Buffer } from 'node:buffer';
import type { Sqlite } from '../db/open.ts';

/**
 * Looks at one sealed value.
 *
 * @param identity of the record that the value is bound to
 * @returns what takes its place; null leaves it as it is
 */
export type Visit = (identity: string, box: Uint8Array) => Uint8Array | null;

/** A place where values lie that are sealed under the data key. */
export interface SealedPlace {
  table: string;
  column: string;
  /** Visits every value that lies there; an older schema without the place has none. */
  walk: (sqlite: Sqlite, visit: Visit) => void;
}

/** A place of its own for each record: what is sealed there says which record it belongs to. */
export interface SealedColumn<Key extends readonly (string | number)[]> extends SealedPlace {
  identityOf: (...key: Key) => string;
}

type Row = Record<string, string | number | Uint8Array | null>;

/** Changes rows of a table one by one, by their primary key. */
function changeRows(
  sqlite: Sqlite,
  { table, columns, where }: { table: string; columns: readonly string[]; where: string },
  change: (row: Row) => Row | null,
): void {
  const known = sqlite
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
    .all(table);
  if (!columns.every((column) => known.some(({ name }) => name === column))) return;
  const keys = known.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const chosen = [...new Set([...keys, ...columns])].join(', ');
  const rows = sqlite.prepare<[], Row>(`SELECT ${chosen} FROM ${table} WHERE ${where}`).all();
  for (const row of rows) {
    const changed = change(row);
    if (changed === null) continue;
    const assignments = Object.keys(changed).map((name) => `${name} = ?`);
    sqlite
      .prepare(`UPDATE ${table} SET ${assignments.join(', ')} WHERE ${keys.map((name) => `${name} = ?`).join(' AND ')}`)
      .run(...Object.values(changed), ...keys.map((name) => row[name]));
  }
}

/** A column that holds nothing but a box. */
function columnOf<Key extends readonly (string | number)[]>(
  table: string,
  column: string,
  key: readonly string[],
  identityOf: (...key: Key) => string,
): SealedColumn<Key> {
  const walk: SealedPlace['walk'] = (sqlite, visit) =>
    changeRows(sqlite, { table, columns: [...key, column], where: `${column} IS NOT NULL` }, (row) => {
      const identity = identityOf(...(key.map((name) => row[name]) as unknown as Key));
      const after = visit(identity, row[column] as Uint8Array);
      return after === null ? null : { [column]: after };
    });
  return { table, column, identityOf, walk };
}

type Encoding = 'hex' | 'base64';

/** A box that is written as text; text that is no box, such as the hexadecimal digits of nothing, is left alone. */
function visitText(text: unknown, encoding: Encoding, identity: string, visit: Visit): string | null {
  if (typeof text !== 'string' || text === '') return null;
  const after = visit(identity, Buffer.from(text, encoding));
  if (after === null) return null;
  const written = Buffer.from(after).toString(encoding);
  // SQLite writes its hexadecimal digits large.
  return encoding === 'hex' ? written.toUpperCase() : written;
}

type Json = Record<string, unknown>;

/** A column of JSON of which some members are boxes. */
function withinJson(
  table: string,
  column: string,
  { key, where }: { key: readonly string[]; where: string },
  change: (row: Row, content: Json, visit: Visit) => boolean,
): SealedPlace {
  const walk: SealedPlace['walk'] = (sqlite, visit) =>
    changeRows(sqlite, { table, columns: [...key, column], where: `${column} IS NOT NULL AND (${where})` }, (row) => {
      const content = JSON.parse(String(row[column])) as Json;
      return change(row, content, visit) ? { [column]: JSON.stringify(content) } : null;
    });
  return { table, column, walk };
}

/** Changes a member that may be a box. @returns whether it was changed */
function visitMember(object: Json, name: string, encoding: Encoding, identity: string, visit: Visit): boolean {
  const after = visitText(object[name], encoding, identity, visit);
  if (after === null) return false;
  object[name] = after;
  return true;
}

const licenceKey = columnOf('entitlement', 'licence_key', ['id'], (id: number) => `entitlement:${id}/key`);

const secondFactorSeed = columnOf(
  'operator_second_factor',
  'seed',
  ['operator_id'],
  (operatorId: number) => `operator:${operatorId}:second-factor`,
);

/** Recovery keys, passwords of devices: whatever a department keeps in a field of the kind «secret». */
const fieldSecret = columnOf(
  'field_value',
  'secret',
  ['asset_id', 'field_id'],
  (assetId: number, fieldId: number) => `asset:${assetId}/field:${fieldId}`,
);

const configurationProof = columnOf(
  'configuration_mark',
  'secret',
  ['run_asset_id', 'step_id'],
  (runAssetId: number, stepId: number) => `configuration:${runAssetId}/step:${stepId}`,
);

/** Keys that are not derived from the present data key, because what they prove is older than it. */
const keptKey = columnOf('kept_key', 'sealed', ['purpose'], (purpose: string) => `kept-key:${purpose}`);

const mailPassword: SealedColumn<[]> = {
  ...withinJson('setting', 'value', { key: ['key'], where: "key = 'reminders.mail'" }, (_row, content, visit) =>
    visitMember(content, 'password', 'base64', 'reminders.mail', visit),
  ),
  identityOf: () => 'reminders.mail',
};

const ofSecretField = "into_field_id IN (SELECT id FROM field WHERE type = 'secret')";

/** What a merge of categories put into another field, to tell whether somebody set another since. */
const mergedSecret: SealedPlace = {
  table: 'category_merge_value',
  column: 'entered',
  walk: (sqlite, visit) =>
    changeRows(
      sqlite,
      { table: 'category_merge_value', columns: ['asset_id', 'into_field_id', 'entered'], where: ofSecretField },
      (row) => {
        const identity = fieldSecret.identityOf(Number(row['asset_id']), Number(row['into_field_id']));
        const after = visitText(row['entered'], 'hex', identity, visit);
        return after === null ? null : { entered: after };
      },
    ),
};

/** What it overwrote there. */
const overwrittenSecret = withinJson(
  'category_merge_value',
  'replaced',
  { key: ['asset_id', 'into_field_id'], where: ofSecretField },
  (row, content, visit) => {
    const identity = fieldSecret.identityOf(Number(row['asset_id']), Number(row['into_field_id']));
    return visitMember(content, 'secret', 'hex', identity, visit);
  },
);

/** What stood in an asset before an import, to be put back unopened. */
const secretBeforeImport = withinJson(
  'import_row',
  'before',
  { key: ['record_id'], where: "entity = 'asset' AND before LIKE '%\"secrets\"%'" },
  (row, content, visit) => {
    const secrets = (content['secrets'] ?? {}) as Json;
    const changed = Object.keys(secrets).map((fieldId) =>
      visitMember(secrets, fieldId, 'base64', fieldSecret.identityOf(Number(row['record_id']), Number(fieldId)), visit),
    );
    return changed.includes(true);
  },
);

/** What an asset held that was taken out of the register. */
const withdrawnSecret = withinJson(
  'withdrawn_record',
  'content',
  { key: ['entity', 'record_id'], where: "entity = 'asset' AND content LIKE '%\"field_value\"%'" },
  (_row, content, visit) => {
    const values = (content['field_value'] ?? []) as Json[];
    const changed = values.map((value) => {
      const identity = fieldSecret.identityOf(Number(value['asset_id']), Number(value['field_id']));
      return visitMember(value, 'secret', 'hex', identity, visit);
    });
    return changed.includes(true);
  },
);

/**
 * The places that something is sealed into: nothing else is taken by `sealSecret` and `openSecret`. Like the migrations
 * this names tables of every slice, so that whoever changes the data key finds every one.
 */
export const sealedColumns = {
  licenceKey,
  secondFactorSeed,
  fieldSecret,
  configurationProof,
  keptKey,
  mailPassword,
} as const;

/** Every place where a box may lie, those among them where one is only kept to be put back. */
export const sealedPlaces: readonly SealedPlace[] = [
  ...Object.values(sealedColumns),
  mergedSecret,
  overwrittenSecret,
  secretBeforeImport,
  withdrawnSecret,
];

/** How many values lie sealed in each place. */
export function countSealed(sqlite: Sqlite): { place: string; values: number }[] {
  return sealedPlaces.map((place) => {
    let values = 0;
    place.walk(sqlite, () => {
      values += 1;
      return null;
    });
    return { place: `${place.table}.${place.column}`, values };
  });
}
