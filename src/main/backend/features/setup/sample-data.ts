import * as z from 'zod';
import { placeKinds } from '#shared/features/places/contract.ts';
import { day } from '#shared/rpc/fields.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { createManufacturer, createModel, listCategories, registerAssets } from '#backend/features/assets/index.ts';
import type { NewAsset } from '#backend/features/assets/index.ts';
import { checkOut } from '#backend/features/custody/index.ts';
import { createPerson, createUnit } from '#backend/features/people/index.ts';
import { createPlace } from '#backend/features/places/index.ts';
import { createSupplier } from '#backend/features/suppliers/index.ts';
import { loadSampleLicences, sampleSoftware } from './sample-licences.ts';
import { loadSampleIncidents } from './sample-incidents.ts';
import { loadSampleMaintenance } from './sample-maintenance.ts';
import { loadSampleRecovery } from './sample-recovery.ts';
import { loadSampleRetirement } from './sample-retirement.ts';
import { loadSampleSecurity } from './sample-security.ts';
import { loadSampleSupport } from './sample-support.ts';
import { loadSampleUpdates } from './sample-updates.ts';
import sampleFile from '../../../../../resources/sample-data/sample.json' with { type: 'json' };

const sample = z.object({
  suppliers: z.array(z.string()),
  departments: z.array(z.string()),
  costCentres: z.array(z.object({ code: z.string(), name: z.string() })),
  places: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(placeKinds),
      name: z.string(),
      code: z.string(),
      parent: z.string().optional(),
    }),
  ),
  people: z.array(
    z.object({
      employeeNumber: z.string(),
      badgeCode: z.string(),
      name: z.string(),
      email: z.string(),
      department: z.string(),
      place: z.string(),
      title: z.string(),
      endsOn: day.optional(),
    }),
  ),
  assets: z.array(
    z.object({
      category: z.string(),
      manufacturer: z.string().optional(),
      model: z.string().optional(),
      number: z.string().optional(),
      name: z.string().optional(),
      warrantyMonths: z.number().int().optional(),
      /** What is written off evenly over so many months. */
      lifeMonths: z.number().int().optional(),
      costMinor: z.number().int().optional(),
      purchasedOn: day.optional(),
      endOfLifeOn: day.optional(),
      supplier: z.string().optional(),
      count: z.number().int(),
    }),
  ),
  software: sampleSoftware,
});
type Sample = z.infer<typeof sample>;

/** What the rows of the sample point at, by the names that the sample uses. */
interface Known {
  departments: Map<string, number>;
  suppliers: Map<string, number>;
  places: Map<string, number>;
  people: number[];
}

/** Fills an empty register with a small organisation to try everything out on. */
export async function loadSampleData(command: CommandContext): Promise<void> {
  const { count } = await command.tx
    .selectFrom('asset')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count > 0) return;
  const data = sample.parse(sampleFile);
  const known = await loadRegisters(command, data);
  const registered = await registerAssets(command, await sampleAssets(command, data, known), 'sample');
  await handOutSome(
    command,
    registered.map((asset) => asset.id),
    known.people,
  );
  const computers = await command.tx
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select('asset.id')
    .where('category.key', 'in', ['laptop', 'desktop'])
    .orderBy('asset.id')
    .execute();
  await loadSampleLicences(command, data.software, { ...known, computers: computers.map(({ id }) => id) });
  const serverRoom = known.places.get('dc');
  const departmentId = known.departments.get('IT');
  if (serverRoom !== undefined && departmentId !== undefined)
    await loadSampleSecurity(command, { serverRoom, departmentId, computers: computers.map(({ id }) => id) });
  await loadSampleMaintenance(command);
  await loadSampleSupport(command);
  await loadSampleUpdates(command);
  await loadSampleRecovery(command);
  await loadSampleRetirement(command);
  await loadSampleIncidents(command);
}

async function loadRegisters(command: CommandContext, data: Sample): Promise<Known> {
  const known: Known = { departments: new Map(), suppliers: new Map(), places: new Map(), people: [] };
  for (const name of data.departments)
    known.departments.set(name, (await createUnit(command, 'department', { name, code: null })).id);
  for (const centre of data.costCentres) await createUnit(command, 'cost_centre', centre);
  for (const name of data.suppliers) {
    known.suppliers.set(
      name,
      (await createSupplier(command, { name, contact: null, email: null, phone: null, notes: null })).id,
    );
  }
  for (const { key, parent, ...place } of data.places) {
    const parentId = parent === undefined ? null : (known.places.get(parent) ?? null);
    known.places.set(key, (await createPlace(command, { ...place, parentId, notes: null })).id);
  }
  for (const { department, place, endsOn, ...person } of data.people) {
    const { id } = await createPerson(command, {
      ...person,
      username: person.email.split('@')[0] ?? null,
      phone: null,
      departmentId: known.departments.get(department) ?? null,
      placeId: known.places.get(place) ?? null,
      managerId: null,
      startsOn: null,
      endsOn: endsOn ?? null,
      notes: null,
    });
    if (endsOn === undefined) known.people.push(id);
  }
  return known;
}

async function sampleAssets(command: CommandContext, data: Sample, known: Known): Promise<NewAsset[]> {
  const categories = new Map((await listCategories(command.tx)).map((category) => [category.key, category.id]));
  const manufacturers = new Map<string, number>();
  const assets: NewAsset[] = [];
  for (const [index, spec] of data.assets.entries()) {
    const categoryId = categories.get(spec.category) ?? 1;
    const manufacturerId =
      spec.manufacturer === undefined ? null : await manufacturerOf(command, manufacturers, spec.manufacturer);
    const model =
      spec.model === undefined
        ? null
        : await createModel(command, {
            name: spec.model,
            number: spec.number ?? null,
            manufacturerId,
            categoryId,
            warrantyMonths: spec.warrantyMonths ?? null,
            depreciation:
              spec.lifeMonths === undefined
                ? null
                : { method: 'straight_line', months: spec.lifeMonths, residual: { basisPoints: 1000 } },
          });
    for (let unit = 0; unit < spec.count; unit += 1) {
      assets.push({
        tag: null,
        placeId: known.places.get(['rack1', 'rack2', 'store'][(index + unit) % 3] ?? 'store') ?? null,
        name: spec.name ?? null,
        serial: spec.manufacturer === undefined ? null : serialOf(index, unit),
        categoryId,
        modelId: model?.id ?? null,
        manufacturerId,
        condition: unit % 4 === 0 ? 'new' : 'good',
        supplierId: spec.supplier === undefined ? null : (known.suppliers.get(spec.supplier) ?? null),
        orderNumber: spec.supplier === undefined ? null : `PO-${2023 + (index % 4)}-${String(100 + index)}`,
        purchasedOn: spec.purchasedOn ?? null,
        cost: spec.costMinor === undefined ? null : { minor: spec.costMinor, currency: 'EUR' },
        warrantyUntil: null,
        endOfLifeOn: spec.endOfLifeOn ?? null,
        departmentId: null,
        costCentreId: null,
        notes: null,
      });
    }
  }
  return assets;
}

async function manufacturerOf(command: CommandContext, known: Map<string, number>, name: string): Promise<number> {
  const existing = known.get(name);
  if (existing !== undefined) return existing;
  const { id } = await createManufacturer(command, { name });
  known.set(name, id);
  return id;
}

/** Serials that look like serials and never repeat: letters without look-alikes, spread by multiplying. */
function serialOf(spec: number, unit: number): string {
  const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  let number = (spec * 1000 + unit + 1) * 7_368_787;
  let serial = '';
  for (let position = 0; position < 8; position += 1) {
    serial = `${letters[number % letters.length] ?? '0'}${serial}`;
    number = Math.floor(number / letters.length) + 1000 * (position + 1);
  }
  return `${'5CPXFVN'[spec % 7] ?? '5'}${serial}`;
}

/** Two of three assets are in use, so that lists, chains and counts have something to show. */
async function handOutSome(
  command: CommandContext,
  assetIds: readonly number[],
  people: readonly number[],
): Promise<void> {
  for (const [index, assetId] of assetIds.entries()) {
    const personId = people[(index * 5) % people.length];
    if (index % 3 === 0 || personId === undefined) continue;
    const dueOn = index % 11 === 1 ? '2026-11-10' : null;
    await checkOut(
      command,
      { assetId, custodian: { kind: 'person', id: personId }, dueOn, condition: null, note: null },
      'sample',
    );
  }
}
