import type { Writable } from 'node:stream';
import { WorkbookWriter } from '#backend/features/spreadsheets/index.ts';
import type { ReportedCount, StocktakeReport } from './read-report.ts';
import { signatures } from './signatures.ts';

/** The report as a workbook: what it is about, who signs, and every variance. */
export async function writeReportWorkbook(target: Writable, report: StocktakeReport, now: string): Promise<void> {
  const writer = new WorkbookWriter(target, { title: titleOf(report), creator: 'Quartermaster', now });
  await writer.writeSheet(
    {
      name: 'Stocktake',
      columns: [
        { heading: 'Fact', type: 'text', width: 26 },
        { heading: 'Value', type: 'text', width: 80 },
      ],
    },
    [
      ['Stocktake', titleOf(report)],
      ...(report.draft ? [['State', 'Draft: this stocktake is not closed']] : []),
      ...report.facts,
      ...report.results.map(([result, count]) => [result, String(count)]),
      ...report.counters.map(({ operator, desk, origin, sightings }) => [
        'Counted by',
        `${operator}, ${desk}${origin === 'file' ? ', by file' : ''}, ${sightings} sightings`,
      ]),
      ['Content SHA-256', report.seal],
      ...signatures.map((role) => [role, 'Name:                      Date:                      Signature:']),
    ],
  );
  await writer.writeSheet(
    {
      name: 'Variances',
      columns: [
        { heading: 'Asset or code', type: 'text', width: 18 },
        { heading: 'Name', type: 'text', width: 28 },
        { heading: 'Result', type: 'text', width: 14 },
        { heading: 'Place on record', type: 'text', width: 40 },
        { heading: 'Seen at', type: 'text', width: 40 },
        { heading: 'When', type: 'dateTime' },
        { heading: 'Witnesses', type: 'integer' },
        { heading: 'Cause', type: 'text', width: 20 },
        { heading: 'Decision', type: 'text', width: 16 },
        { heading: 'Outcome', type: 'text', width: 16 },
        { heading: 'Reason', type: 'text', width: 40 },
        { heading: 'Decided by', type: 'text', width: 20 },
        { heading: 'Approved by', type: 'text', width: 20 },
      ],
    },
    report.variances.map((one) => [
      one.item,
      one.name,
      one.result,
      one.expectedPlace,
      one.seenPlace,
      one.seenAt,
      one.witnesses,
      one.cause,
      one.decision,
      one.outcome,
      one.note,
      one.decidedBy,
      one.approvedBy,
    ]),
  );
  if (report.counts !== undefined) await writeCounts(writer, report.counts);
  await writer.close();
}

async function writeCounts(writer: WorkbookWriter, counts: readonly ReportedCount[]): Promise<void> {
  await writer.writeSheet(
    {
      name: 'Supplies',
      columns: [
        { heading: 'Article', type: 'text', width: 18 },
        { heading: 'Name', type: 'text', width: 28 },
        { heading: 'Place', type: 'text', width: 40 },
        { heading: 'Unit', type: 'text', width: 10 },
        { heading: 'Expected at start', type: 'integer' },
        { heading: 'Books when counted', type: 'integer' },
        { heading: 'Counted', type: 'integer' },
        { heading: 'Difference', type: 'integer' },
        { heading: 'Decision', type: 'text', width: 16 },
        { heading: 'Outcome', type: 'text', width: 16 },
        { heading: 'Reason', type: 'text', width: 40 },
        { heading: 'Counted by', type: 'text', width: 20 },
        { heading: 'Decided by', type: 'text', width: 20 },
        { heading: 'Approved by', type: 'text', width: 20 },
      ],
    },
    counts.map((one) => [
      one.article,
      one.name,
      one.place,
      one.unit,
      one.expected,
      one.booked,
      one.counted,
      one.difference,
      one.decision,
      one.outcome,
      one.note,
      one.countedBy,
      one.decidedBy,
      one.approvedBy,
    ]),
  );
}

export function titleOf({ number, name }: StocktakeReport): string {
  return `Stocktake ${number}: ${name}`;
}
