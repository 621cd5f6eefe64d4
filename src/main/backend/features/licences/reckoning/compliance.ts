import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { reportContent } from '#shared/features/licences/position.ts';
import type { Finding, ReportContent } from '#shared/features/licences/position.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readCompleteness, reckon, rowsOf } from './positions.ts';
import { findReclaimable } from './reclaimable.ts';

interface InstalledRow {
  id: number;
  product_id: number;
  product: string;
  asset_id: number;
  tag: string;
  name: string;
  person_id: number | null;
  person: string | null;
  used_on: string | null;
  seen_on: string;
}

async function installationsBy(db: Db, where: ReturnType<typeof sql>): Promise<InstalledRow[]> {
  const { rows } = await sql<InstalledRow>`SELECT installation.id, product.id AS product_id, product.name AS product,
      asset.id AS asset_id, asset.tag, asset.name, person.id AS person_id, person.name AS person, used_on, seen_on
    FROM installation JOIN software_product AS product ON product.id = installation.product_id
    JOIN asset ON asset.id = installation.asset_id
    LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
    LEFT JOIN person ON person.id = custody.person_id
    WHERE removed_on IS NULL AND ${where} ORDER BY product.name COLLATE NOCASE, asset.tag`.execute(rawExecutor(db));
  return rows;
}

const findingOf = (kind: Finding['kind'], row: InstalledRow, day: string | null): Finding => ({
  kind,
  product: { id: row.product_id, name: row.product },
  name: row.person ?? row.tag,
  asset: { id: row.asset_id, tag: row.tag, name: row.name },
  person: row.person_id === null ? null : { id: row.person_id, name: row.person ?? '' },
  installationId: row.id,
  allocationId: null,
  day,
});

/** Entitlements with more seats than rights. */
async function listOverAllocated(db: Db, today: Day): Promise<Finding[]> {
  const { rows } = await sql<{ product_id: number; product: string; reference: string }>`
    SELECT product.id AS product_id, product.name AS product, entitlement.reference FROM entitlement
    JOIN software_product AS product ON product.id = entitlement.product_id
    WHERE unlimited = 0 AND (SELECT coalesce(sum(seats), 0) FROM allocation WHERE entitlement_id = entitlement.id AND released_at IS NULL)
      > coalesce((SELECT max(quantity) * units_per_pack FROM entitlement_term AS term WHERE term.entitlement_id = entitlement.id
        AND term.starts_on <= ${today} AND coalesce(term.ends_on, '9999-12-31') >= ${today}
        AND (ended_on IS NULL OR ended_on >= ${today})), 0)`.execute(rawExecutor(db));
  return rows.map((row) => ({
    kind: 'over_allocated',
    product: { id: row.product_id, name: row.product },
    name: row.reference,
    asset: null,
    person: null,
    installationId: null,
    allocationId: null,
    day: null,
  }));
}

/** Everything that does not fit together: installed without a right, given and not used, held by who is gone. */
export async function findings(db: Db, today: Day, unusedDays: number) {
  const { estate, positions } = await reckon(db, today, unusedDays);
  const uncovered = JSON.stringify(positions.flatMap((position) => position.uncovered));
  const unlicensed = await installationsBy(db, sql`installation.id IN (SELECT value FROM json_each(${uncovered}))`);
  const unused = await installationsBy(
    db,
    sql`product.free = 0 AND used_on < ${addDays(today, -unusedDays)} AND asset.status <> 'disposed'`,
  );
  const seats = await findReclaimable(db, today, { unusedDays });
  const list: Finding[] = [
    ...unlicensed.map((row) => findingOf('unlicensed', row, row.seen_on)),
    ...(await listOverAllocated(db, today)),
    ...seats
      .filter(({ why }) => why !== 'unused')
      .map((row): Finding => ({
        kind: row.why,
        product: row.product,
        name: row.holder,
        asset: row.asset,
        person: row.person,
        installationId: null,
        allocationId: row.allocationId,
        day: row.usedOn ?? row.givenOn,
      })),
    ...unused.map((row) => findingOf('unused', row, row.used_on)),
  ];
  return { list, rows: rowsOf(estate, positions), completeness: await readCompleteness(db) };
}

export async function checkCompliance(db: Db, today: Day, { unusedDays }: { unusedDays: number }) {
  const found = await findings(db, today, unusedDays);
  return { asOf: today, findings: found.list, completeness: found.completeness };
}

const hashOf = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

/** Keeps what the check says today as it is, with a number; nobody can change it afterwards. */
export async function freezeReport(
  command: CommandContext,
  { unusedDays }: { unusedDays: number },
): Promise<{ id: number; number: number }> {
  const { tx, now, actor } = command;
  const asOf = dayOf(now);
  const { list, rows, completeness } = await findings(tx, asOf, unusedDays);
  const report: ReportContent = { asOf, unusedDays, positions: rows, findings: list, completeness };
  const content = JSON.stringify(report);
  const number = await takeNumbers(tx, 'licence_report');
  const { id } = await tx
    .insertInto('licence_report')
    .values({ number, as_of: asOf, content, sha256: hashOf(content), made_at: now, made_by: actor.operatorId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'licences.reportFrozen',
    subject: `licence_report:${id}`,
    data: { number, asOf, products: rows.length, findings: list.length, sha256: hashOf(content) },
  });
  command.changed('licences');
  return { id, number };
}

function selectReports(db: Db) {
  return db
    .selectFrom('licence_report as report')
    .leftJoin('operator', 'operator.id', 'report.made_by')
    .selectAll('report')
    .select('operator.display_name')
    .orderBy('number', 'desc');
}

function reportRowOf(row: Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number]) {
  const content = reportContent.parse(JSON.parse(row.content));
  return {
    row: {
      id: row.id,
      number: row.number,
      asOf: row.as_of,
      madeAt: row.made_at,
      madeBy: row.display_name ?? '',
      sha256: row.sha256,
      short: content.positions.filter(({ shortfall }) => shortfall > 0).length,
      findings: content.findings.length,
    },
    content,
  };
}

export async function listReports(db: Db) {
  return (await selectReports(db).limit(500).execute()).map((row) => reportRowOf(row).row);
}

/** A frozen report, and whether it still is what was frozen. */
export async function getReport(db: Db, id: number) {
  const found = await selectReports(db).where('report.id', '=', id).executeTakeFirst();
  if (!found) throw notFound('licence_report', id);
  const { row, content } = reportRowOf(found);
  return { ...row, content, sound: hashOf(found.content) === found.sha256 };
}
