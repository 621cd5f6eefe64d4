import { controls } from './controls.ts';
import type { Control } from './controls.ts';
import type { PackContext, PackSheet } from './pack-sheet.ts';
import { column, queryIdOf } from './query-sheet.ts';
import type { RowColumn } from './query-sheet.ts';

/** The sheets that are not made from records: they stand in every pack. */
const ownSheets: readonly string[] = ['00_Cover', '01_Provenance'];

function present({ sheets }: Control, { written }: PackContext): string[] {
  return sheets.filter((name) => ownSheets.includes(name) || written.some(({ sheet }) => sheet.name === name));
}

function population(control: Control, { written }: PackContext): number | null {
  const rows = written.filter(({ sheet }) => control.sheets.includes(sheet.name)).map((one) => one.rows);
  return rows.length === 0 ? null : rows.reduce((sum, count) => sum + count, 0);
}

function exceptionsOf({ sheets }: Control, { exceptions }: PackContext): number {
  return sheets.reduce((sum, name) => sum + (exceptions.get(name) ?? 0), 0);
}

function missing(control: Control, context: PackContext): string | null {
  const there = present(control, context);
  const absent = control.sheets.filter((name) => !there.includes(name));
  return absent.length === 0 ? null : `Not in this pack: ${absent.join(', ')}`;
}

const columns: readonly RowColumn<Control>[] = [
  { ...column<Control>('Framework', 'text', (row) => row.framework), strong: true },
  column('Reference', 'text', (row) => row.reference),
  { ...column<Control>('Requirement in short', 'text', (row) => row.requirement), width: 48, wrap: true },
  {
    ...column<Control>('Sheet(s)', 'text', (row, context) => present(row, context).join(', ')),
    width: 44,
    wrap: true,
  },
  column('Population size', 'integer', population),
  column('Exceptions', 'integer', exceptionsOf),
  column('Prepared by', 'text', (_, { facts }) => facts.operator),
  { ...column<Control>('Comment', 'text', missing), width: 40, wrap: true },
];

/** Which sheet answers which requirement, and which sheets a requirement would still need. */
export const controlMapSheet: PackSheet = {
  name: '02_Control_map',
  columns,
  record: null,
  control: null,
  source: ({ facts }) => ({
    tables: `controls of application version ${facts.version}`,
    queryId: queryIdOf('02_Control_map', JSON.stringify(controls)),
    queryText: 'the controls that a sheet of this pack answers',
    parameters: {},
    rowsInSource: controls.length,
    rowsMatched: controls.length,
    filters: '',
    gaps: null,
  }),
  *rows(context) {
    for (const row of controls) yield columns.map((one) => one.value(row, context));
  },
};
