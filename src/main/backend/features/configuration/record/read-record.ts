import { recordContent } from '#shared/features/configuration/record.ts';
import type { ConfigurationRecord, RecordVersion } from '#shared/features/configuration/record.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import '../tables.ts';

function selectVersions(db: Db, assetId: number) {
  return db
    .selectFrom('configuration_record')
    .leftJoin('operator', 'operator.id', 'configuration_record.saved_by')
    .selectAll('configuration_record')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .orderBy('number', 'desc');
}
type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number];

const versionOf = (row: Row): RecordVersion => ({
  number: row.number,
  savedAt: row.saved_at,
  savedBy: row.display_name ?? '',
  note: row.note,
  restoredFrom: row.restored_from,
});

/** @throws Failure NOT_FOUND for a version that there is not. */
export async function getRecord(
  db: Db,
  { assetId, number }: { assetId: number; number: number | null },
): Promise<ConfigurationRecord | null> {
  const versions = selectVersions(db, assetId);
  const row = await (number === null ? versions : versions.where('number', '=', number)).limit(1).executeTakeFirst();
  if (row) return { ...versionOf(row), content: recordContent.parse(JSON.parse(row.content)) };
  if (number !== null) throw notFound('configuration_record', number);
  return null;
}

export async function listRecordVersions(db: Db, { assetId }: { assetId: number }): Promise<RecordVersion[]> {
  return (await selectVersions(db, assetId).execute()).map(versionOf);
}
