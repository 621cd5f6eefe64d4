import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  addCertification,
  addMedium,
  addToLot,
  createLot,
  decommission,
  handOverLot,
  packLot,
  receiveCertificate,
  recordSanitisation,
} from '#backend/features/retirement/index.ts';
import { createSupplier } from '#backend/features/suppliers/index.ts';
import { lastOf } from './sample-assets.ts';

/** What a pen drew at the ramp. */
const signature = [
  [
    { x: 0.1, y: 0.6 },
    { x: 0.3, y: 0.2 },
    { x: 0.45, y: 0.8 },
    { x: 0.7, y: 0.3 },
    { x: 0.9, y: 0.55 },
  ],
];

/**
 * A lot that a recycler took and certified all but one of, another that is being filled, and tablets on their way out: one that was wiped and waits for
 * a second person, one whose wiping failed, and one that nobody has touched yet.
 */
export async function loadSampleRetirement(command: CommandContext): Promise<void> {
  const { id: recycler } = await createSupplier(command, {
    name: 'Vltava Recycling',
    contact: 'Tomáš Hrubý',
    email: 'ramp@vltava-recycling.example',
    phone: null,
    notes: null,
  });
  const year = Number(command.now.slice(0, 4));
  await addCertification(command, {
    supplierId: recycler,
    scheme: 'r2v3',
    number: 'R2-2231',
    validFrom: `${year - 1}-03-01`,
    validUntil: `${year + 1}-02-28`,
  });
  await loadLotThatLeft(command, recycler);
  await loadOpenLot(command, recycler);
  await loadWayOut(command);
}

async function loadLotThatLeft(command: CommandContext, recycler: number): Promise<void> {
  const leaving = [...(await lastOf(command, 'headset', 2)), ...(await lastOf(command, 'keyboard', 1))];
  const assetIds = leaving.map(({ id }) => id);
  const reason = 'defective' as const;
  await decommission(command, { assetIds, reason, note: 'Not worth a repair', despiteDependants: false });
  const lot = { supplierId: recycler, outcome: 'recycled', currency: 'EUR', note: 'Small things' } as const;
  const { id } = await createLot(command, lot);
  for (const { tag } of leaving) await addToLot(command, { id, code: tag, weightGrams: 350 });
  const version = async () =>
    (await command.tx.selectFrom('disposal_lot').select('version').where('id', '=', id).executeTakeFirstOrThrow())
      .version;
  await packLot(command, {
    id,
    version: await version(),
    weightGrams: 1400,
    seals: ['VR-70021'],
    weights: assetIds.map((assetId) => ({ assetId, grams: 350 })),
  });
  await handOverLot(command, {
    id,
    version: await version(),
    carrier: 'Vltava Recycling, van 3',
    receiver: 'Tomáš Hrubý',
    signature,
  });
  const year = command.now.slice(0, 4);
  const lines = leaving.slice(0, 2).map(({ tag, serial }, index) => ({
    serial: serial ?? tag,
    number: `VR-${year}-${501 + index}`,
    result: 'Recycled',
  }));
  await receiveCertificate(command, { id, lines });
}

async function loadOpenLot(command: CommandContext, recycler: number): Promise<void> {
  const [dock] = await lastOf(command, 'dock', 1);
  if (dock === undefined) return;
  await decommission(command, {
    assetIds: [dock.id],
    reason: 'replaced',
    note: 'Fits none of the new laptops',
    despiteDependants: false,
  });
  const lot = { supplierId: recycler, outcome: 'recycled', currency: 'EUR', note: 'Next pick-up' } as const;
  const { id } = await createLot(command, lot);
  await addToLot(command, { id, code: dock.tag, weightGrams: 410 });
}

async function loadWayOut(command: CommandContext): Promise<void> {
  const tablets = await lastOf(command, 'tablet', 3);
  await decommission(command, {
    assetIds: tablets.map(({ id }) => id),
    reason: 'end_of_life',
    note: 'No updates any more',
    despiteDependants: false,
  });
  const [wiped, failed] = tablets;
  if (wiped === undefined || failed === undefined) return;
  const medium = async ({ id, serial, tag }: (typeof tablets)[number]) =>
    addMedium(command, {
      assetId: id,
      type: 'mobile',
      serial: serial ?? tag,
      model: 'Built in',
      capacityBytes: 128_000_000_000,
    });
  const procedure = {
    technique: 'crypto_erase',
    tool: 'Apple Configurator',
    toolVersion: '2.18',
    passes: 1,
    verification: 'full',
    samplePercent: null,
    note: '',
    doneAt: null,
  } as const;
  await recordSanitisation(command, {
    ...procedure,
    mediumId: (await medium(wiped)).id,
    result: 'passed',
    failure: '',
  });
  await recordSanitisation(command, {
    ...procedure,
    mediumId: (await medium(failed)).id,
    result: 'failed',
    failure: 'Does not start any more; to be shredded',
  });
}
