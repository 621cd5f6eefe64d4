import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Random } from '../generate/random.ts';
import { departments, familyNames, givenNames, products, remarks, suppliers } from '../generate/vocabulary.ts';

export const headings = [
  'Asset Tag',
  'Serial Number',
  'Name',
  'Category',
  'Manufacturer',
  'Model',
  'Model Number',
  'Supplier',
  'Order Number',
  'Purchase Date',
  'Purchase Cost',
  'Currency',
  'Warranty Until',
  'Status',
  'Condition',
  'Location',
  'Department',
  'Cost Centre',
  'Custodian',
  'Notes',
] as const;

const categoryNames: Readonly<Record<string, string>> = {
  laptop: 'Laptops',
  desktop: 'Desktops',
  server: 'Servers',
  switch: 'Switches',
  router: 'Routers',
  firewall: 'Firewalls',
  nas: 'NAS',
  'external-disk': 'External disks',
  phone: 'Phones',
  tablet: 'Tablets',
  keyboard: 'Keyboards',
};

/** Rows as another system exports them; tags and serials are new to the register, a third of the rows names a person. */
export function* importRows(random: Random, count: number, first = 0): Generator<string[]> {
  for (let index = first; index < first + count; index += 1) {
    const [manufacturer, category, models, cost] = random.pickSkewed(products);
    const model = random.pick(models.split('|'));
    const year = 2021 + random.below(5);
    const day = `${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
    const held = random.chance(0.33);
    yield [
      `NEW-${String(index + 1).padStart(6, '0')}`,
      `N${(Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(36).toUpperCase()}`,
      `${manufacturer} ${model}`,
      categoryNames[category] ?? 'Laptops',
      manufacturer,
      model,
      '',
      random.pick(suppliers),
      `PO-${year}-${1000 + random.below(4000)}`,
      `${year}-${day}`,
      (cost * (0.8 + random.next() * 0.4)).toFixed(2),
      'EUR',
      `${year + 3}-${day}`,
      held ? 'In use' : 'In stock',
      random.pick(['New', 'Good', 'Worn']),
      `Depot ${1 + random.below(60)}`,
      random.pick(departments),
      `CC${4001 + random.below(40)}`,
      held ? `${random.pick(givenNames)} ${random.pick(familyNames)}` : '',
      random.chance(0.4) ? `${random.pick(remarks)}, ${random.pick(remarks)}` : '',
    ];
  }
}

export async function writeCsv(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const file = createWriteStream(path);
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
  file.write(line(headings));
  for (const row of rows) if (!file.write(line(row))) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}
