import { formatTag, initialTagScheme } from '#shared/features/assets/tag-scheme.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import { Random } from './random.ts';
import type { Registers } from './registers.ts';
import { remarks } from './vocabulary.ts';

/** Facts of one asset that never change; its status, place and custodian come from its history. */
export interface AssetFacts {
  id: number;
  tag: string;
  serial: string;
  name: string;
  categoryId: number;
  modelId: number;
  manufacturerId: number;
  condition: 'new' | 'good' | 'worn' | 'damaged';
  departmentId: number;
  costCentreId: number;
  supplierId: number;
  orderNumber: string;
  purchasedOn: string;
  costMinor: number;
  costCurrency: string;
  warrantyUntil: string;
  notes: string | null;
  extras: string;
}

const serialLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** The asset of a number, always the same for a seed: it is made twice and never kept. */
export function assetFacts(id: number, registers: Registers, seed: number): AssetFacts {
  const random = new Random(Math.imul(id, 2_654_435_761) ^ seed);
  const model = random.pickSkewed(registers.models);
  const purchasedOn = addDays('2017-06-01', random.below(1630));
  const remark = random.pick(remarks);
  return {
    id,
    tag: formatTag(initialTagScheme, id),
    serial: serialOf(id, model.serialPrefix, random),
    name: random.chance(0.3) ? `WS-${random.pick(['PRG', 'BRN', 'VIE', 'MUC', 'WAW'])}-${10_000 + id}` : model.label,
    categoryId: model.categoryId,
    modelId: model.id,
    manufacturerId: model.manufacturerId,
    condition: random.pickSkewed(['good', 'new', 'worn', 'damaged'] as const),
    departmentId: 1 + Math.floor(random.next() ** 2 * registers.departments),
    costCentreId: 1 + random.below(registers.costCentres),
    supplierId: 1 + Math.floor(random.next() ** 2 * registers.suppliers),
    orderNumber: `PO-${purchasedOn.slice(0, 4)}-${String(random.below(4000)).padStart(4, '0')}`,
    purchasedOn,
    costMinor: Math.round(model.costMinor * (0.8 + random.next() * 0.4)),
    costCurrency: random.chance(0.85) ? 'EUR' : 'CZK',
    warrantyUntil: addMonths(purchasedOn, random.pick([24, 36, 48, 60, 60, 72, 84])),
    notes: random.chance(0.4) ? `${remark}, ${random.pick(remarks)}` : null,
    extras: random.chance(0.2) ? JSON.stringify({ imei: String(350_000_000_000_000 + random.below(1e12)) }) : '{}',
  };
}

/** Looks like chance and is unique: multiplying by an odd number gives every 32-bit number once. */
function serialOf(id: number, prefix: string, random: Random): string {
  let rest = Math.imul(id, 0x9e3779b1) >>> 0;
  let text = '';
  for (let place = 0; place < 7; place += 1) {
    text += serialLetters[rest % serialLetters.length] ?? '';
    rest = Math.floor(rest / serialLetters.length);
  }
  return `${prefix}${text}${serialLetters[random.below(24)] ?? ''}`;
}

export const insertAssetSql = `
  INSERT INTO asset (id, tag, serial, name, category_id, model_id, manufacturer_id, status, condition, place_id,
    department_id, cost_centre_id, supplier_id, order_number, purchased_on, cost_minor, cost_currency,
    warranty_until, notes, extras, last_seen_at, created_at, updated_at, version)
  VALUES (${Array.from({ length: 24 }, () => '?').join(', ')})`;

/** Values for `insertAssetSql`: the facts with what the history made of the asset. */
export function assetValues(
  facts: AssetFacts,
  now: { status: string; place: number | undefined; version: number },
  seen: string,
  created: string,
): (string | number | null | undefined)[] {
  return [
    facts.id,
    facts.tag,
    facts.serial,
    facts.name,
    facts.categoryId,
    facts.modelId,
    facts.manufacturerId,
    now.status,
    facts.condition,
    now.place,
    facts.departmentId,
    facts.costCentreId,
    facts.supplierId,
    facts.orderNumber,
    facts.purchasedOn,
    facts.costMinor,
    facts.costCurrency,
    facts.warrantyUntil,
    facts.notes,
    facts.extras,
    seen,
    created,
    seen,
    now.version,
  ];
}
