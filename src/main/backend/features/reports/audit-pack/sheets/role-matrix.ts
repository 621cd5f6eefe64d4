import { builtInRoles, permissions, permissionsOfRole } from '#shared/features/auth/permissions.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { PackSheet } from '../pack-sheet.ts';
import { column, notRecorded, queryIdOf } from '../query-sheet.ts';
import type { RowColumn } from '../query-sheet.ts';

interface MatrixRow {
  role: string;
  permission: string;
  allowed: boolean;
}

/** Roles of the application as it is, and the department's own as they stand. */
function matrixOf(sqlite: Sqlite): MatrixRow[] {
  const own = sqlite
    .prepare<[], { role: string; permission: Permission }>(
      `SELECT own_role.name AS role, permission FROM own_role JOIN own_role_permission ON role_id = own_role.id
       WHERE archived_at IS NULL ORDER BY own_role.name, permission`,
    )
    .all();
  const held = [
    ...builtInRoles.map((role) => ({ role, holds: permissionsOfRole[role] as readonly string[] })),
    ...[...Map.groupBy(own, (row) => row.role)].map(([role, rows]) => ({
      role,
      holds: rows.map((row) => row.permission as string),
    })),
  ];
  return held.flatMap(({ role, holds }) =>
    permissions.map((permission) => ({ role, permission, allowed: holds.includes(permission) })),
  );
}

const columns: readonly RowColumn<MatrixRow>[] = [
  column('Role', 'text', (row) => row.role),
  column('Permission', 'text', (row) => row.permission),
  column('Allowed', 'boolean', (row) => row.allowed),
  column('Scope (all, entity, own)', 'text', (row) => (row.allowed ? 'all' : null)),
  notRecorded('Changed at', 'dateTime'),
  notRecorded('Changed by'),
  notRecorded('Approved by'),
];

/** What each role may do: those of the application by its version, and the department's own. */
export const roleMatrixSheet: PackSheet = {
  name: '61_Role_matrix',
  columns,
  record: null,
  control: null,
  source: ({ facts, sqlite }) => {
    const matrix = matrixOf(sqlite);
    const text = JSON.stringify(matrix);
    return {
      tables: `permissions of application version ${facts.version}, own_role, own_role_permission`,
      queryId: queryIdOf('61_Role_matrix', text),
      queryText: text,
      parameters: {},
      rowsInSource: matrix.length,
      rowsMatched: matrix.length,
      filters: '',
      gaps: null,
    };
  },
  *rows(context) {
    for (const row of matrixOf(context.sqlite)) yield columns.map((one) => one.value(row, context));
  },
};
