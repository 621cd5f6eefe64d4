import * as z from 'zod';
import { termPeriods } from '#shared/features/licences/entitlement.ts';
import { metrics, rightKinds } from '#shared/features/software/metric.ts';
import { hostings } from '#shared/features/software/product.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import { day } from '#shared/rpc/fields.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { createManufacturer } from '#backend/features/assets/index.ts';
import { allocate, createEntitlement } from '#backend/features/licences/index.ts';
import { Recogniser, recordInstallation, saveProduct } from '#backend/features/software/index.ts';

const whole = z.number().int();

export const sampleSoftware = z.object({
  products: z.array(
    z.object({
      name: z.string(),
      publisher: z.string().optional(),
      title: z.string().default(''),
      release: z.string().default(''),
      releasedOn: day.optional(),
      free: z.boolean().default(false),
      hosting: z.enum(hostings).default('on_premises'),
      metric: z.enum(metrics),
    }),
  ),
  entitlements: z.array(
    z.object({
      product: z.string(),
      reference: z.string(),
      kind: z.enum(rightKinds),
      metric: z.enum(metrics),
      quantity: whole,
      downgradeTo: z.array(z.string()).default([]),
      startsMonthsAgo: whole,
      months: whole.optional(),
      noticeDays: whole.optional(),
      autoRenew: z.boolean().default(false),
      costMinor: whole,
      period: z.enum(termPeriods),
      supplier: z.string(),
    }),
  ),
  installed: z.array(
    z.object({
      name: z.string(),
      publisher: z.string().optional(),
      version: z.string(),
      every: whole,
      from: whole,
      to: whole,
      /** Days before today of the last use, taken in turn; none where use is not known. */
      usedDaysAgo: z.array(whole),
    }),
  ),
  seats: z.array(z.object({ product: z.string(), count: whole })),
});
type SampleSoftware = z.infer<typeof sampleSoftware>;

interface Known {
  suppliers: ReadonlyMap<string, number>;
  people: readonly number[];
  /** Assets that software runs on. */
  computers: readonly number[];
}

/** Long enough ago that whoever does not use a seat shows. */
const seatsGivenDaysAgo = 200;

/** Licences with something to find: one product is short, seats are idle, terms end, names are unknown. */
export async function loadSampleLicences(command: CommandContext, data: SampleSoftware, known: Known): Promise<void> {
  const today = dayOf(command.now);
  const products = await loadProducts(command, data);
  for (const { product, supplier, startsMonthsAgo, months, downgradeTo, ...entitlement } of data.entitlements) {
    const startsOn = addMonths(today, -startsMonthsAgo);
    await createEntitlement(command, {
      ...plain,
      ...entitlement,
      productId: products.get(product) ?? 0,
      downgrade: downgradeTo.length > 0,
      noticeDays: entitlement.noticeDays ?? null,
      supplierId: known.suppliers.get(supplier) ?? null,
      purchasedOn: startsOn,
      term: {
        startsOn,
        endsOn: months === undefined ? null : addDays(addMonths(startsOn, months), -1),
        quantity: entitlement.quantity,
        costMinor: entitlement.costMinor,
        period: entitlement.period,
      },
    });
  }
  const recogniser = await Recogniser.read(command.tx);
  for (const { name, publisher, version, every, from, to, usedDaysAgo } of data.installed)
    for (const [index, assetId] of known.computers.slice(from, to).entries()) {
      if (index % every !== 0) continue;
      const used = usedDaysAgo[(index / every) % Math.max(1, usedDaysAgo.length)];
      await recordInstallation(command, recogniser, {
        assetId,
        name,
        publisher: publisher ?? null,
        softwareVersion: version,
        installedOn: addMonths(today, -(2 + (index % 9))),
        seenOn: addDays(today, -1),
        usedOn: used === undefined ? null : addDays(today, -used),
        source: 'sample',
      });
    }
  const earlier = { ...command, now: `${addDays(today, -seatsGivenDaysAgo)}T08:00:00.000Z` };
  for (const { product, count } of data.seats)
    for (const id of known.people.slice(0, count))
      await allocate(earlier, {
        productId: products.get(product) ?? 0,
        entitlementId: null,
        holder: { kind: 'person', id },
        seats: 1,
        project: '',
        until: null,
        overrideReason: null,
      });
}

const plain = {
  unlimited: false,
  unitsPerPack: 1,
  maintenance: null,
  upgradesFromId: null,
  siteId: null,
  departmentId: null,
  costCentreId: null,
  secondaryUse: 0,
  installsPerRight: 0,
  coreRule: 'plain',
  corePack: 1,
  contractId: null,
  orderNumber: '',
  currency: 'EUR',
  terms: '',
  deviceIds: [],
  assetId: null,
} as const satisfies Partial<Parameters<typeof createEntitlement>[1]>;

async function loadProducts(command: CommandContext, data: SampleSoftware): Promise<Map<string, number>> {
  const publishers = new Map<string, number>();
  const products = new Map<string, number>();
  // What others may be used for comes before them.
  for (const { name, publisher, releasedOn, ...details } of data.products.toReversed()) {
    if (publisher !== undefined && !publishers.has(publisher))
      publishers.set(publisher, (await createManufacturer(command, { name: publisher })).id);
    const older = data.entitlements.find((each) => each.product === name)?.downgradeTo ?? [];
    const { id } = await saveProduct(command, {
      ...details,
      name,
      publisherId: publisher === undefined ? null : (publishers.get(publisher) ?? null),
      edition: '',
      releasedOn: releasedOn ?? null,
      transferable: true,
      suiteIds: [],
      downgradeIds: older.flatMap((other) => products.get(other) ?? []),
      id: null,
      version: 1,
    });
    products.set(name, id);
  }
  return products;
}
