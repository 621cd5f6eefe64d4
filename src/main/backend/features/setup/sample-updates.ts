import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { importReleases, saveCampaign, trackProduct } from '#backend/features/updates/index.ts';

/** Lines of releases by product: version; days ago; security; supported until in days. */
const watched = [
  {
    name: 'Office suite 2024',
    releases: [
      ['24.8', 420, 'no', -40],
      ['24.9', 200, 'no', 200],
      ['24.10', 20, 'yes', 500],
    ],
  },
  {
    name: 'Archive Manager',
    releases: [
      ['22.01', 900, 'no', 30],
      ['23.01', 500, 'yes', 200],
      ['24.08', 60, 'no', 400],
    ],
  },
] as const;

/** Two products whose versions are watched, and a campaign that brings one of them up to date in two waves. */
export async function loadSampleUpdates(command: CommandContext): Promise<void> {
  const { tx, now } = command;
  const today = dayOf(now);
  for (const { name, releases } of watched) {
    const product = await tx.selectFrom('software_product').select('id').where('name', '=', name).executeTakeFirst();
    if (!product) continue;
    const tracking = { productId: product.id, kind: 'application', scheme: 'dotted', targetId: null } as const;
    await trackProduct(command, { ...tracking, version: null });
    const text = releases
      .map(([number, ago, security, left]) => [number, addDays(today, -ago), security, addDays(today, left)].join(';'))
      .join('\n');
    await importReleases(command, { productId: product.id, text });
  }
  const target = await tx
    .selectFrom('software_release as release')
    .innerJoin('software_product as product', 'product.id', 'release.product_id')
    .select(['release.id', 'release.product_id', 'release.number'])
    .where('product.name', '=', 'Archive Manager')
    .orderBy('release.released_on', 'desc')
    .executeTakeFirst();
  const department = await tx.selectFrom('department').select('id').orderBy('id').executeTakeFirst();
  if (!target || !department) return;
  await saveCampaign(command, {
    id: null,
    version: null,
    campaign: {
      name: `Archive Manager ${target.number}`,
      productId: target.product_id,
      releaseId: target.id,
      categoryId: null,
      departmentId: null,
      placeId: null,
      notes: 'The older one unpacks what it should not.',
      waves: [
        { ...everywhere, name: 'A few first', startsOn: addDays(today, -14), dueOn: addDays(today, -3), percent: 20 },
        { ...everywhere, name: 'Everybody', startsOn: addDays(today, -2), dueOn: addDays(today, 21), percent: 100 },
      ],
    },
  });
}

const everywhere = { departmentId: null, placeId: null };
