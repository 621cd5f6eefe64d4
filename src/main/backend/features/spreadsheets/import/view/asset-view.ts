import type { Sqlite } from '#backend/kernel/db/open.ts';
import { isClosed, isHeld, isOnTheWayOut, mayBecome } from '#shared/features/assets/status.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { RowChange } from '#shared/features/spreadsheets/contract.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { DepreciationColumns } from '#backend/features/assets/index.ts';
import { categoryKeys, nameKey } from '../known-names.ts';
import { depreciationKeys, depreciationProblems, knownDepreciation } from '../row-depreciation.ts';
import { secretKeys } from '../../map/own-fields.ts';
import { ownValuesView } from './own-values.ts';
import type { Catalogue } from './own-values.ts';
import { besideChanges, changesOf, known, shownValue, text } from './register-view.ts';
import type { Comparison, FieldProblem, Match, NamedThing, RegisterView, Values } from './register-view.ts';

/** Values that have no column in the register; they are kept beside it, under their field's name. */
const beside = ['company', 'macAddress', 'imei', 'quantity'];

const comparedFields = [
  'serial',
  'name',
  'category',
  'manufacturer',
  'model',
  'modelNumber',
  'supplier',
  'orderNumber',
  'purchasedOn',
  'cost',
  'warrantyUntil',
  'endOfLifeOn',
  ...depreciationKeys,
  'condition',
  'place',
  'department',
  'costCentre',
  'notes',
  'externalId',
];

interface Row extends DepreciationColumns {
  tag: string;
  version: number;
  serial: string | null;
  name: string;
  status: AssetStatus;
  condition: string;
  category: string;
  category_key: string;
  manufacturer: string | null;
  model: string | null;
  model_number: string | null;
  supplier: string | null;
  order_number: string | null;
  purchased_on: string | null;
  cost_minor: number | null;
  cost_currency: string | null;
  warranty_until: string | null;
  end_of_life_on: string | null;
  place_id: number | null;
  place: string | null;
  place_code: string | null;
  department: string | null;
  cost_centre: string | null;
  cost_centre_code: string | null;
  notes: string | null;
  external_id: string | null;
  extras: string;
  custodian: string | null;
  username: string | null;
  email: string | null;
}

const CURRENT = `SELECT asset.tag, asset.version, asset.serial, asset.name, asset.status, asset.condition, category.name AS category,
  category.key AS category_key, manufacturer.name AS manufacturer, model.name AS model, model.number AS model_number,
  supplier.name AS supplier, asset.order_number, asset.purchased_on, asset.cost_minor, asset.cost_currency,
  asset.depreciation_method, asset.depreciation_months, asset.residual_basis_points, asset.residual_minor, asset.residual_currency,
  asset.warranty_until, asset.end_of_life_on, asset.place_id, place.name AS place, place.code AS place_code,
  department.name AS department, cost_centre.name AS cost_centre, cost_centre.code AS cost_centre_code, asset.notes,
  asset.external_id, asset.extras, coalesce(person.name, keeper.name, team.name, holder.tag) AS custodian, person.username, person.email
  FROM asset JOIN category ON category.id = asset.category_id
  LEFT JOIN manufacturer ON manufacturer.id = asset.manufacturer_id LEFT JOIN model ON model.id = asset.model_id
  LEFT JOIN supplier ON supplier.id = asset.supplier_id LEFT JOIN place ON place.id = asset.place_id
  LEFT JOIN department ON department.id = asset.department_id LEFT JOIN cost_centre ON cost_centre.id = asset.cost_centre_id
  LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
  LEFT JOIN person ON person.id = custody.person_id LEFT JOIN place AS keeper ON keeper.id = custody.place_id
  LEFT JOIN department AS team ON team.id = custody.department_id LEFT JOIN asset AS holder ON holder.id = custody.holder_asset_id
  WHERE asset.id = ?`;

/** @param usualCategory what a row that says no category is of, where it is said with the row; else other hardware, tacitly */
export function assetView(sqlite: Sqlite, catalogue: Catalogue, usualCategory?: string): RegisterView {
  const { paths } = catalogue;
  const hidden = secretKeys(catalogue.fields);
  const current = sqlite.prepare<[number], Row>(CURRENT);
  const finders = findersOf(sqlite);
  const ownValues = ownValuesView(sqlite, catalogue, finders.find, usualCategory);
  return {
    unique: ['tag', 'serial'],
    ...finders,
    own: (values) => ownValues.own(values),
    compare: (id, values, extras) => {
      const row = current.get(id);
      if (row === undefined) return { label: '', version: 0, changes: [], problems: [] };
      const placePath = row.place_id === null ? null : (paths.get(row.place_id) ?? null);
      const own = ownValues.current(id, values);
      return compareAsset(row, placePath, values, extras, changesOf(Object.keys(own), values, own, hidden));
    },
    namesOf: (values) => [...namesOf(values), ...ownValues.namesOf(values)],
    refuseNew: (values) => [...ownValues.missing(values), ...depreciationProblems(values, null)],
    ...(usualCategory === undefined
      ? {}
      : { complete: (values: Values) => ({ ...values, category: values['category'] ?? usualCategory }) }),
  };
}

function findersOf(sqlite: Sqlite): Pick<RegisterView, 'find' | 'owners'> {
  const byTag = sqlite.prepare<[string], Match>('SELECT id, tag AS label FROM asset WHERE tag = ?');
  const bySerial = sqlite.prepare<[string], Match & { manufacturer: string | null }>(
    `SELECT asset.id, asset.tag AS label, manufacturer.name AS manufacturer FROM asset
     LEFT JOIN manufacturer ON manufacturer.id = asset.manufacturer_id WHERE asset.serial = ?`,
  );
  let byExternalId: Map<string, Match[]> | null = null;
  const ofMaker = (serial: string, maker: string | null): Match[] =>
    bySerial.all(serial).filter(({ manufacturer }) => nameKey(manufacturer ?? '') === nameKey(maker ?? ''));
  const find: RegisterView['find'] = (field, value, values) => {
    if (field === 'tag') return byTag.all(value);
    if (field === 'serial') {
      const maker = text(values, 'manufacturer');
      const own = ofMaker(value, maker);
      // Without a manufacturer in the file the serial alone says which one is meant.
      return own.length > 0 || maker !== null ? own : bySerial.all(value);
    }
    byExternalId ??= Map.groupBy(
      sqlite
        .prepare<[], Match & { external: string }>(
          'SELECT id, tag AS label, external_id AS external FROM asset WHERE external_id IS NOT NULL',
        )
        .all(),
      ({ external }) => nameKey(external),
    );
    return byExternalId.get(nameKey(value)) ?? [];
  };
  return {
    find,
    owners: (field, value, values) =>
      field === 'serial' ? ofMaker(value, text(values, 'manufacturer')) : find(field, value, values),
  };
}

function compareAsset(
  row: Row,
  placePath: string | null,
  values: Values,
  extras: Readonly<Record<string, string>>,
  own: readonly RowChange[],
): Comparison {
  const held = JSON.parse(row.extras) as Record<string, string>;
  const cost =
    row.cost_minor === null || row.cost_currency === null
      ? null
      : `${moneyToDecimal({ minor: row.cost_minor, currency: row.cost_currency })} ${row.cost_currency}`;
  const now = {
    serial: known(row.serial, [row.serial]),
    name: known(row.name),
    category: known(row.category, [...categoryKeys(row.category), row.category_key.replaceAll('-', ' ')]),
    manufacturer: known(row.manufacturer, [row.manufacturer]),
    model: known(row.model, [row.model]),
    modelNumber: known(row.model_number, [row.model_number]),
    supplier: known(row.supplier, [row.supplier]),
    orderNumber: known(row.order_number),
    purchasedOn: known(row.purchased_on),
    cost: known(cost),
    warrantyUntil: known(row.warranty_until),
    endOfLifeOn: known(row.end_of_life_on),
    ...knownDepreciation(row),
    condition: known(row.condition),
    place: known(placePath ?? row.place, [row.place, row.place_code, placePath]),
    department: known(row.department, [row.department]),
    costCentre: known(row.cost_centre, [row.cost_centre, row.cost_centre_code]),
    notes: known(row.notes),
    externalId: known(row.external_id),
  };
  const given = withWarranty(values, row);
  const custody = compareCustody(row, values);
  const besides = Object.fromEntries(
    beside.flatMap((key) => {
      const value = values[key];
      return value === undefined ? [] : [[key, shownValue(value)]];
    }),
  );
  const hostname = text(values, 'hostname');
  if (hostname !== null && hostname !== row.name) besides['hostname'] = hostname;
  const changes = [
    ...changesOf(comparedFields, given, now),
    ...own,
    ...custody.changes,
    ...besideChanges({ ...extras, ...besides }, held),
  ];
  const problems = [...custody.problems, ...depreciationProblems(values, row)];
  const tag = text(values, 'tag');
  if (tag !== null && nameKey(tag) !== nameKey(row.tag))
    problems.push({ field: 'tag', code: 'TAG_IS_FOR_LIFE', facts: { text: tag, tag: row.tag } });
  if (isClosed(row.status) && changes.length > 0)
    problems.push({ field: 'tag', code: 'ASSET_CLOSED', facts: { text: row.tag, tag: row.tag } });
  return { label: row.tag, version: row.version, changes, problems };
}

/** A warranty in months ends so long after the purchase. */
function withWarranty(values: Values, row: Row): Values {
  const months = values['warrantyMonths'];
  const purchasedOn = text(values, 'purchasedOn') ?? row.purchased_on;
  if (typeof months !== 'number' || purchasedOn === null || values['warrantyUntil'] !== undefined) return values;
  return { ...values, warrantyUntil: addMonths(purchasedOn, months) };
}

/** Who has it, and its status: a hand-over is taken over from the file, a return or a change of hands is not. */
function compareCustody(row: Row, values: Values): { changes: RowChange[]; problems: FieldProblem[] } {
  const keys = ['custodianUsername', 'custodianEmail', 'custodianName'].flatMap((key) => text(values, key) ?? []);
  const named = text(values, 'custodianName') ?? keys[0] ?? null;
  const holders = [row.custodian, row.username, row.email].flatMap((key) => (key === null ? [] : [nameKey(key)]));
  const isHolder = keys.some((key) => holders.includes(nameKey(key)));
  if (named !== null && row.custodian !== null && !isHolder) {
    const facts = { text: named, custodian: row.custodian };
    return { changes: [], problems: [{ field: 'custodianName', code: 'HELD_BY_ANOTHER', facts }] };
  }
  const handOver = named !== null && row.custodian === null;
  const status = assetStatuses.find((each) => each === text(values, 'status')) ?? row.status;
  const changes = handOver ? [{ field: 'custodianName', before: null, after: named }] : [];
  if (handOver && (isOnTheWayOut(row.status) || (!isHeld(row.status) && !mayBecome(row.status, 'in_use'))))
    return { changes: [], problems: [refusedStep(row.status, 'in_use')] };
  if (status === row.status || (handOver && isHeld(status))) return { changes, problems: [] };
  const held = row.custodian !== null || handOver;
  const passes = mayBecome(row.status, status) && !isOnTheWayOut(status) && !isOnTheWayOut(row.status);
  const allowed = passes && isHeld(status) === held && !handOver;
  const stays =
    held && (status === 'in_maintenance' || status === 'missing' || status === 'lost' || status === 'stolen');
  if (!allowed && !(stays && mayBecome(row.status, status) && !handOver))
    return { changes: [], problems: [refusedStep(row.status, status)] };
  return { changes: [...changes, { field: 'status', before: row.status, after: status }], problems: [] };
}

function refusedStep(from: AssetStatus, to: AssetStatus): FieldProblem {
  return { field: 'status', code: 'STATUS_STEP_REFUSED', facts: { text: to, from, to } };
}

const referring = ['category', 'manufacturer', 'model', 'supplier', 'place', 'department', 'costCentre'] as const;

function namesOf(values: Values): NamedThing[] {
  const things: NamedThing[] = referring.flatMap((kind) => {
    const name = text(values, kind);
    return name === null ? [] : [{ kind, field: kind, name }];
  });
  const given = ['custodianUsername', 'custodianEmail', 'custodianName'].flatMap((key) => text(values, key) ?? []);
  const person = text(values, 'custodianName') ?? text(values, 'custodianEmail') ?? text(values, 'custodianUsername');
  return person === null ? things : [...things, { kind: 'person', field: 'custodianName', name: person, also: given }];
}
