import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualMapping } from '#shared/features/recovery/model.ts';
import { cellsOf, matchLine, readReport, readReportTime, readSize } from './read-report.ts';
import { drillDueOn, judgeDrill, overdueFrom, problemsOf, problemsOfPlan } from './rules.ts';
import type { Protection, TimedDrill } from './rules.ts';

const now = '2026-11-24T08:00:00.000Z';
const minutesAfter = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

describe('what is protected', () => {
  const item = (more: Partial<Protection> = {}): Protection => ({
    everyHours: 24,
    testEveryDays: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    lastRun: { outcome: 'ok' },
    lastGoodAt: '2026-11-24T02:00:00.000Z',
    lastTest: null,
    lastPassedOn: null,
    ...more,
  });

  it('[M4] is overdue after its interval and a tenth of it, and never before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8784 }), fc.integer({ min: 0, max: 20_000 }), (everyHours, hoursAgo) => {
        const lastGoodAt = minutesAfter(-hoursAgo * 60);
        const late = problemsOf(item({ everyHours, lastGoodAt }), now).includes('overdue');
        expect(late).toBe(hoursAgo > everyHours + Math.max(1, everyHours / 10));
        expect(late).toBe(overdueFrom(item({ everyHours, lastGoodAt })) < now);
      }),
    );
    expect(problemsOf(item({ lastRun: null, lastGoodAt: null, createdAt: minutesAfter(-60) }), now)).toEqual([]);
  });

  it('[M4] has what is wrong with it told, the worst first; what was never restored has no proof', () => {
    const broken = item({
      lastRun: { outcome: 'failed' },
      lastGoodAt: null,
      testEveryDays: 90,
      lastTest: { passed: false },
    });
    expect(problemsOf(broken, now)).toEqual(['failing', 'overdue', 'test_failed', 'untested']);
    expect(problemsOf(item({ testEveryDays: 90 }), now)).toEqual(['untested']);
    expect(
      problemsOf(item({ testEveryDays: 90, lastTest: { passed: true }, lastPassedOn: '2026-08-26' }), now),
    ).toEqual([]);
    expect(
      problemsOf(item({ testEveryDays: 90, lastTest: { passed: true }, lastPassedOn: '2026-08-25' }), now),
    ).toEqual(['untested']);
  });
});

describe('a drill', () => {
  const drill = (more: Partial<TimedDrill> = {}): TimedDrill => ({
    state: 'done',
    rtoMinutes: 60,
    rpoMinutes: 240,
    failedAt: now,
    endedAt: minutesAfter(60),
    dataFrom: minutesAfter(-240),
    steps: [],
    ...more,
  });
  const step = (minutes: number | null, outcome: 'done' | 'failed' | null = 'done') => ({
    startedAt: now,
    endedAt: minutes === null ? null : minutesAfter(minutes),
    targetMinutes: 10,
    outcome,
  });

  it('[M4] passes exactly when its end and its data lie within both objectives and no step failed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 120 }), fc.nat({ max: 480 }), fc.boolean(), (took, lost, failed) => {
        const steps = [step(3, failed ? 'failed' : 'done')];
        const verdict = judgeDrill(drill({ endedAt: minutesAfter(took), dataFrom: minutesAfter(-lost), steps }));
        expect(verdict).toMatchObject({
          took: took * 60_000,
          lost: lost * 60_000,
          withinRto: took <= 60,
          withinRpo: lost <= 240,
        });
        expect(verdict.passed).toBe(took <= 60 && lost <= 240 && !failed);
      }),
    );
  });

  it('[M4] says nothing before its end, passes not when it was broken off or nobody knows of when the data were', () => {
    expect(judgeDrill(drill({ state: 'running', endedAt: null }))).toMatchObject({
      took: null,
      withinRto: null,
      passed: null,
    });
    expect(judgeDrill(drill({ state: 'stopped' })).passed).toBe(false);
    expect(judgeDrill(drill({ dataFrom: null }))).toMatchObject({ withinRpo: null, passed: false });
    expect(judgeDrill(drill({ steps: [step(10), step(11), step(null, null), step(4, 'failed')] }))).toMatchObject({
      slowSteps: 1,
      failedSteps: 1,
    });
  });

  it('[M4] is due again so long after the last one; a plan names what stands in the way of relying on it', () => {
    const plan = {
      rpoMinutes: 1440,
      drillEveryDays: 180,
      lastDrill: { endedAt: '2026-05-01T10:00:00.000Z', passed: false },
      protects: [24, 48],
    };
    expect(drillDueOn(plan)).toBe('2026-10-28');
    expect(problemsOfPlan(plan, '2026-11-24')).toEqual(['drill_failed', 'drill_overdue', 'rpo_out_of_reach']);
    expect(problemsOfPlan({ ...plan, lastDrill: null, protects: [] }, '2026-11-24')).toEqual([
      'never_drilled',
      'not_protected',
    ]);
    expect(
      problemsOfPlan({ ...plan, lastDrill: { endedAt: now, passed: true }, protects: [24] }, '2026-11-24'),
    ).toEqual([]);
  });
});

describe('a report of a backup program', () => {
  it('[M4] tells times in the ways in which programs write them', () => {
    expect(readReportTime('2026-11-24 02:30', 60)).toBe('2026-11-24T01:30:00.000Z');
    expect(readReportTime('2026-11-24T02:30:05.123+02:00', 0)).toBe('2026-11-24T00:30:05.000Z');
    expect(readReportTime('24.11.2026, 02:30:00', 0)).toBe('2026-11-24T02:30:00.000Z');
    expect(readReportTime('2026/11/24 02:30Z', 600)).toBe('2026-11-24T02:30:00.000Z');
    expect(readReportTime('1795487400', 60)).toBe(new Date(1_795_487_400_000).toISOString());
    expect(['', '2026-02-30 01:00', '2026-11-24 25:00', 'yesterday'].map((text) => readReportTime(text, 0))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('[M4] tells sizes with and without units', () => {
    expect(['1,234,567', '850 MiB', '1.5 GB', '1,5 GB', '0', 'lots'].map(readSize)).toEqual([
      1_234_567,
      850 * 2 ** 20,
      1_500_000_000,
      1_500_000_000,
      0,
      null,
    ]);
  });

  it('[M4] whatever stands in cells comes out of them again', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((text) => text.replaceAll(/[\r\n]/g, '').trim()),
          { minLength: 1, maxLength: 6 },
        ),
        fc.constantFrom(';', ',', '|'),
        (cells, separator) => {
          const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator);
          expect(cellsOf(line, separator)).toEqual(cells);
        },
      ),
    );
  });

  it('[M4] a pattern takes from a log line what it names, and leaves other lines alone', () => {
    const pattern = '[{time}] job {item} ended: {outcome} (*) {size}';
    expect(matchLine(pattern, '[2026-11-24 02:30:00]  job Mail store ended: OK (3 files) 12 GB')).toEqual({
      time: '2026-11-24 02:30:00',
      item: 'Mail store',
      outcome: 'OK',
      size: '12 GB',
    });
    expect(matchLine(pattern, 'Starting job Mail store')).toBeNull();
    const log =
      'service started\n2026-11-24 02:00 FILES: success\n2026-11-24 02:10 MAIL: aborted\n2026-11-25 02:00 MAIL: success';
    const { rows, problems } = readReport(log, { ...usualMapping, kind: 'pattern' }, now);
    expect(rows).toEqual([
      { line: 2, item: 'FILES', endedAt: '2026-11-24T02:00:00.000Z', outcome: 'ok', bytes: null, note: '' },
      { line: 3, item: 'MAIL', endedAt: '2026-11-24T02:10:00.000Z', outcome: 'failed', bytes: null, note: '' },
    ]);
    expect(problems).toEqual([{ line: 4, code: 'AHEAD', text: '2026-11-25 02:00' }]);
  });

  it('[M4] a table has its headings passed over and what can’t be read named by its line', () => {
    const text =
      'Job;End;Result;Size;Remark\nFILES;2026-11-24 02:00;Warning;1 GB;"1 file; open"\n;2026-11-24 02:00;ok;;\nFILES;soon;ok;;\nFILES;2026-11-24 03:00;ok;much;\nFILES';
    const { rows, problems } = readReport(text, usualMapping, now);
    expect(rows).toEqual([
      {
        line: 2,
        item: 'FILES',
        endedAt: '2026-11-24T02:00:00.000Z',
        outcome: 'warning',
        bytes: 1_000_000_000,
        note: '1 file; open',
      },
    ]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'ITEM'],
      [4, 'TIME'],
      [5, 'SIZE'],
      [6, 'SHAPE'],
    ]);
  });
});
