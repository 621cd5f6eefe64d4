import type { HeadcountRow, RoleKit } from '#shared/features/role-kits/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { categoriesBelow, kindOfThing } from '#backend/features/assets/index.ts';
import './tables.ts';

/** Kits that hold, by role. */
export async function listKits(db: Db): Promise<RoleKit[]> {
  const kits = await db.selectFrom('role_kit').selectAll().where('archived_at', 'is', null).orderBy('role').execute();
  const lines = await db
    .selectFrom('role_kit_line')
    .innerJoin('category', 'category.id', 'role_kit_line.category_id')
    .leftJoin('model', 'model.id', 'role_kit_line.model_id')
    .selectAll('role_kit_line')
    .select(['category.name as category', 'model.name as model'])
    .orderBy('position')
    .execute();
  const extras = await db.selectFrom('role_kit_extra').selectAll().orderBy('position').execute();
  const extrasByKit = Map.groupBy(extras, ({ kit_id: kitId }) => kitId);
  const byKit = Map.groupBy(lines, ({ kit_id: kitId }) => kitId);
  return kits.map(({ id, role, notes, version }) => ({
    id,
    role,
    notes,
    version,
    lines: (byKit.get(id) ?? []).map((line) => ({
      id: line.id,
      ...kindOfThing(line),
      quantity: line.quantity,
    })),
    extras: (extrasByKit.get(id) ?? []).map(({ kind, name }) => ({ kind, name })),
  }));
}

/** Both months belong to the period. */
export async function listHeadcount(db: Db, { from, to }: { from: string; to: string }): Promise<HeadcountRow[]> {
  const rows = await db
    .selectFrom('headcount')
    .innerJoin('department', 'department.id', 'headcount.department_id')
    .innerJoin('role_kit', 'role_kit.id', 'headcount.kit_id')
    .selectAll('headcount')
    .select(['department.name as department', 'role_kit.role'])
    .where('month', '>=', from)
    .where('month', '<=', to)
    .orderBy('department.name')
    .orderBy('role_kit.role')
    .orderBy('month')
    .execute();
  return rows.map((row) => ({
    month: row.month,
    departmentId: row.department_id,
    department: row.department,
    kitId: row.kit_id,
    role: row.role,
    joiners: row.joiners,
  }));
}

export interface PlannedUnits {
  department: string;
  role: string;
  joiners: number;
  /** Of the category and of those below it in the kit of the role. */
  perJoiner: number;
  units: number;
}

/**
 * Units of a category and of those below it that the people who are going to join will need: planned people times what the kit of their
 * role holds of it. Both months belong to the period.
 */
export async function plannedUnits(
  db: Db,
  categoryId: number,
  { from, to }: { from: string; to: string },
): Promise<PlannedUnits[]> {
  const perKit = db
    .selectFrom('role_kit_line')
    .select(({ fn }) => ['kit_id', fn.sum<number>('quantity').as('quantity')])
    .where('category_id', 'in', categoriesBelow([categoryId]))
    .groupBy('kit_id');
  const rows = await db
    .selectFrom('headcount')
    .innerJoin('department', 'department.id', 'headcount.department_id')
    .innerJoin('role_kit', 'role_kit.id', 'headcount.kit_id')
    .innerJoin(perKit.as('held'), 'held.kit_id', 'headcount.kit_id')
    .select(({ fn }) => [
      'department.name as department',
      'role_kit.role',
      'held.quantity',
      fn.sum<number>('headcount.joiners').as('joiners'),
    ])
    .where('headcount.month', '>=', from)
    .where('headcount.month', '<=', to)
    .where('role_kit.archived_at', 'is', null)
    .groupBy(['headcount.department_id', 'headcount.kit_id'])
    .orderBy('department.name')
    .orderBy('role_kit.role')
    .execute();
  return rows.map(({ department, role, joiners, quantity }) => ({
    department,
    role,
    joiners,
    perJoiner: quantity,
    units: joiners * quantity,
  }));
}
