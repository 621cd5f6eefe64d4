import type { Sqlite } from '#backend/kernel/db/open.ts';
import { assetFinder, problemsOfAsset } from './asset-finder.ts';
import { changesOf, known, text } from './register-view.ts';
import type { FieldProblem, Match, RegisterView } from './register-view.ts';

interface Row {
  label: string;
  software_version: string | null;
  installed_on: string | null;
  seen_on: string;
  used_on: string | null;
  source: string;
  version: number;
}

/** What a row says where it says nothing of it. */
export interface Usual {
  /** The day of the import: whoever brings the list says that it is so now. */
  today: string;
  /** Name of the file. */
  source: string;
}

const CURRENT = `SELECT installation.name || ' · ' || asset.tag AS label, installation.* FROM installation
  JOIN asset ON asset.id = installation.asset_id
  WHERE installation.id = ?`;

/** How rows about installations look at the register: by the asset, however they name it, and the product. */
export function installationView(sqlite: Sqlite, { today, source }: Usual): RegisterView {
  const assetOf = assetFinder(sqlite);
  const current = sqlite.prepare<[number], Row>(CURRENT);
  const there = sqlite.prepare<[number, string], Match>(
    `SELECT installation.id, installation.name || ' · ' || asset.tag AS label FROM installation
     JOIN asset ON asset.id = installation.asset_id WHERE installation.asset_id = ? AND installation.name = ?`,
  );
  return {
    unique: ['product'],
    find: (_field, value, values) => {
      const [asset, another] = assetOf(values).found;
      return asset === undefined || another !== undefined ? [] : there.all(asset.id, value);
    },
    compare: (id, values) => {
      const row = current.get(id);
      if (row === undefined) return { label: '', version: 0, changes: [], problems: [] };
      const now = {
        softwareVersion: known(row.software_version),
        installedOn: known(row.installed_on),
        seenOn: known(row.seen_on),
        usedOn: known(row.used_on),
        source: known(row.source),
      };
      const changes = changesOf(Object.keys(now), values, now);
      const installedOn = text(values, 'installedOn') ?? row.installed_on;
      const seenOn = text(values, 'seenOn') ?? row.seen_on;
      return { label: row.label, version: row.version, changes, problems: outOfOrder(installedOn, seenOn) };
    },
    refuseNew: (values) => {
      const problems = problemsOfAsset(assetOf(values));
      if (problems.length > 0) return problems;
      return outOfOrder(text(values, 'installedOn'), text(values, 'seenOn') ?? today);
    },
    // What a scan names is told apart by rules, not added as it is written.
    namesOf: () => [],
    complete: (values) => ({ seenOn: today, source, ...values, assetId: assetOf(values).found[0]?.id ?? 0 }),
  };
}

function outOfOrder(installedOn: string | null, seenOn: string): FieldProblem[] {
  if (installedOn === null || installedOn <= seenOn) return [];
  return [{ field: 'installedOn', code: 'DATES_OUT_OF_ORDER', facts: { first: installedOn, last: seenOn } }];
}
