import type { Sqlite } from '#backend/kernel/db/open.ts';
import { assetFinder, problemsOfAsset } from './asset-finder.ts';
import type { Usual } from './installation-view.ts';
import { text } from './register-view.ts';
import type { FieldProblem, RegisterView, Values } from './register-view.ts';

const facts = ['encryption', 'antivirus', 'patchedOn', 'patchLevel', 'mdm', 'screenLock', 'contactOn'] as const;

/**
 * How rows about the security of devices look at the register: each adds what was seen on its day, and none changes what
 * was seen before.
 */
export function postureView(sqlite: Sqlite, { today, source }: Usual): RegisterView {
  const assetOf = assetFinder(sqlite);
  const readOn = (values: Values): string => text(values, 'readOn') ?? today;
  return {
    unique: [],
    find: () => [],
    compare: () => ({ label: '', version: 0, changes: [], problems: [] }),
    refuseNew: (values) => {
      const problems = problemsOfAsset(assetOf(values));
      if (problems.length > 0) return problems;
      if (facts.every((key) => text(values, key) === null))
        return [{ field: 'encryption', code: 'NOTHING_READ', facts: {} }];
      const day = readOn(values);
      if (day > today) return [outOfOrder('readOn', day, today)];
      return (['patchedOn', 'contactOn'] as const).flatMap((key) => {
        const seen = text(values, key);
        return seen !== null && seen > day ? [outOfOrder(key, seen, day)] : [];
      });
    },
    namesOf: () => [],
    complete: (values) => ({ source, ...values, readOn: readOn(values), assetId: assetOf(values).found[0]?.id ?? 0 }),
  };
}

const outOfOrder = (field: string, first: string, last: string): FieldProblem => ({
  field,
  code: 'DATES_OUT_OF_ORDER',
  facts: { first, last },
});
