import { permissions, permissionsOfRole, roles } from '#shared/features/auth/permissions.ts';
import type { PackSheet } from '../pack-sheet.ts';
import { column, notRecorded, queryIdOf } from '../query-sheet.ts';
import type { RowColumn } from '../query-sheet.ts';

interface MatrixRow {
  role: string;
  permission: string;
  allowed: boolean;
}

const matrix: readonly MatrixRow[] = roles.flatMap((role) =>
  permissions.map((permission) => ({ role, permission, allowed: permissionsOfRole[role].includes(permission) })),
);

const columns: readonly RowColumn<MatrixRow>[] = [
  column('Role', 'text', (row) => row.role),
  column('Permission', 'text', (row) => row.permission),
  column('Allowed', 'boolean', (row) => row.allowed),
  column('Scope (all, entity, own)', 'text', (row) => (row.allowed ? 'all' : null)),
  notRecorded('Changed at', 'dateTime'),
  notRecorded('Changed by'),
  notRecorded('Approved by'),
];

/** What each role may do. It is part of the application's version and can't be changed at the desk. */
export const roleMatrixSheet: PackSheet = {
  name: '61_Role_matrix',
  columns,
  record: null,
  control: null,
  source: ({ facts }) => ({
    tables: `permissions of application version ${facts.version}`,
    queryId: queryIdOf('61_Role_matrix', JSON.stringify(permissionsOfRole)),
    queryText: JSON.stringify(permissionsOfRole),
    parameters: {},
    rowsInSource: matrix.length,
    rowsMatched: matrix.length,
    filters: '',
    gaps: null,
  }),
  *rows(context) {
    for (const row of matrix) yield columns.map((one) => one.value(row, context));
  },
};
