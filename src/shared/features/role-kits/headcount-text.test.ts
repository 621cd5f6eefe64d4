import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthOf, readHeadcount } from './headcount-text.ts';

const most = 10_000;

describe('a headcount plan as text', () => {
  it('[P1] is read with tabs, semicolons or commas, quotes, any order of columns and either language', () => {
    const expected = [{ line: 2, month: '2027-03', department: 'Sales, North', role: 'Advisor', joiners: 4 }];
    expect(readHeadcount('Month\tDepartment\tRole\tJoiners\n2027-03\tSales, North\tAdvisor\t4\n', most)).toEqual({
      rows: expected,
      problems: [],
    });
    const german = '\uFEFFRolle;Anzahl;Monat;Abteilung\r\nAdvisor;4;03/2027;"Sales, North"\r\n\r\n';
    expect(readHeadcount(german, most).rows).toEqual(expected);
    expect(readHeadcount('month,department,role,joiners\n3.2027,"Sales, North",Advisor,4', most).rows).toEqual(
      expected,
    );
  });

  it('[P1] tells each line that can’t be read, what columns are missing, and that there is nothing', () => {
    const text = 'month;department;role;joiners\n2027-13;A;B;1\n2027-01;A;B;-1\n2027-01;A;B;1\n2027-1;a;b;2\n';
    expect(readHeadcount(text, most).problems).toEqual([
      { line: 2, code: 'MONTH_UNREADABLE', value: '2027-13' },
      { line: 3, code: 'NUMBER_UNREADABLE', value: '-1' },
      { line: 5, code: 'ROW_TWICE', value: '2027-01, a, b' },
    ]);
    expect(readHeadcount('month;role\n2027-01;B', most).problems.map(({ code, value }) => [code, value])).toEqual([
      ['COLUMN_MISSING', 'department'],
      ['COLUMN_MISSING', 'joiners'],
    ]);
    expect(readHeadcount('month;department;role;joiners\n', most).problems[0]?.code).toBe('NOTHING_READ');
    expect(readHeadcount('month;department;role;joiners\n2027-01;A;B;10001', most).problems[0]?.code).toBe(
      'NUMBER_UNREADABLE',
    );
  });

  it('[P1] whatever the text, every line is either read once or told, and nothing absurd is read', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 8 }), (lines) => {
        const { rows, problems } = readHeadcount(['month;department;role;joiners', ...lines].join('\n'), most);
        expect(rows.every(({ joiners, month }) => joiners <= most && monthOf(month) === month)).toBe(true);
        const touched = new Set([...rows, ...problems].map(({ line }) => line));
        const text = ['x', ...lines].join('\n').split(/\r\n|\r|\n/);
        const filled = text.slice(1).filter((line) => line.trim() !== '').length;
        expect(touched.size).toBe(filled === 0 ? 1 : filled);
      }),
    );
  });
});
