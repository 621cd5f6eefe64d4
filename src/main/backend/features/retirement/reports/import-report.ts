import { createHash } from 'node:crypto';
import type { ReportLine } from '#shared/features/retirement/sanitisation-contract.ts';
import { mayRecord } from '#shared/features/retirement/sanitisation.ts';
import type { ProcedureDetails } from '#shared/features/retirement/sanitisation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findOpenRetirement } from '../repository.ts';
import { recordSanitisation } from '../sanitisation/record.ts';
import { findMediumBySerial, lastHeldAt, listMedia } from '../sanitisation/repository.ts';
import { readErasureReport } from './read-report.ts';
import type { ErasureReport, ReportedMedium } from './report.ts';

interface MatchedMedium {
  line: ReportLine;
  mediumId: number | null;
  details: ProcedureDetails | null;
}

/** What the report says, line by line, with the medium of the register or why it can't be recorded. @throws Failure REPORT_NOT_READ */
export async function previewReport(db: Db, text: string, now: string) {
  const report = readErasureReport(text);
  if (report === null) throw new Failure('REPORT_NOT_READ');
  const matched = await match(db, report, now);
  const { format, tool, toolVersion } = report;
  return { format, tool, toolVersion, lines: matched.map(({ line }) => line) };
}

async function match(db: Db, report: ErasureReport, now: string): Promise<MatchedMedium[]> {
  const matched: MatchedMedium[] = [];
  for (const told of report.media) {
    const medium = told.serial === '' ? undefined : await findMediumBySerial(db, told.serial);
    const details = detailsOf(report, told);
    const refused = await refusalOf(db, medium, details, told, now);
    matched.push({
      mediumId: medium?.id ?? null,
      details,
      line: {
        serial: told.serial,
        model: told.model,
        result: told.result,
        standard: told.standard,
        doneAt: told.doneAt,
        failure: told.failure,
        asset: medium ? { id: medium.asset_id, tag: medium.tag } : null,
        refused,
      },
    });
  }
  return matched;
}

function detailsOf({ tool, toolVersion }: ErasureReport, told: ReportedMedium): ProcedureDetails | null {
  if (told.technique === null) return null;
  return {
    technique: told.technique,
    tool: tool.slice(0, 100),
    toolVersion: toolVersion.slice(0, 60),
    passes: told.passes === null ? null : Math.min(told.passes, 100),
    verification: told.verification,
    samplePercent: null,
    result: told.result,
    failure: told.failure.slice(0, 500),
    note: told.standard.slice(0, 500),
    doneAt: told.doneAt,
  };
}

async function refusalOf(
  db: Db,
  medium: Awaited<ReturnType<typeof findMediumBySerial>>,
  details: ProcedureDetails | null,
  told: ReportedMedium,
  now: string,
): Promise<string | null> {
  if (medium === undefined) return 'MEDIUM_UNKNOWN';
  if (details === null) return 'TECHNIQUE_UNTOLD';
  if ((await findOpenRetirement(db, medium.asset_id)) === undefined) return 'NOT_RETIRING';
  if (told.doneAt !== null && told.doneAt > now) return 'SANITISED_LATER';
  const held = await lastHeldAt(db, medium.asset_id);
  if (held !== null && told.doneAt !== null && dayOf(told.doneAt) < dayOf(held)) return 'SANITISED_TOO_EARLY';
  const records = (await listMedia(db, medium.asset_id)).find(({ id }) => id === medium.id)?.records ?? [];
  const failedBefore = records.some(({ result }) => result === 'failed');
  const verdict = mayRecord(medium.type, details, failedBefore);
  return verdict.allowed ? null : verdict.because;
}

/** @throws Failure REPORT_NOT_READ, REPORT_KNOWN, REPORT_MATCHES_NOTHING. */
export async function importReport(
  command: CommandContext,
  { text }: { text: string },
): Promise<{ recorded: number; failed: number; left: number }> {
  const { tx, now } = command;
  const report = readErasureReport(text);
  if (report === null) throw new Failure('REPORT_NOT_READ');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const before = await tx
    .selectFrom('sanitisation')
    .innerJoin('retirement', 'retirement.id', 'sanitisation.retirement_id')
    .select('sanitisation.id')
    .where('report_sha256', '=', sha256)
    .where('retirement.ended_at', 'is', null)
    .executeTakeFirst();
  if (before) throw new Failure('REPORT_KNOWN');
  let recorded = 0;
  let failed = 0;
  const matched = await match(tx, report, now);
  for (const { line, mediumId, details } of matched) {
    if (line.refused !== null || mediumId === null || details === null) continue;
    await recordSanitisation(command, { ...details, mediumId }, { source: report.format, reportSha256: sha256 });
    if (details.result === 'passed') recorded += 1;
    else failed += 1;
  }
  if (recorded + failed === 0) throw new Failure('REPORT_MATCHES_NOTHING');
  return { recorded, failed, left: matched.length - recorded - failed };
}
