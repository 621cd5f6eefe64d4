import { assetStatuses } from '#shared/features/assets/status.ts';
import { techniques } from '#shared/features/retirement/sanitisation.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '#tests/support/assets.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareProcedure } from '#tests/support/retirement.ts';
import { importer } from '../../spreadsheets/support/importer.ts';

/** An asset that holds data, whoever may do something about it, and what is needed for that. */
export interface Tried {
  desk: TestDesk;
  client: Client;
  wiper: Client;
  second: Client;
  id: number;
  tag: string;
  serial: string;
  spareId: number;
  personId: number;
  badge: string;
  /** The asset's own category, and one whose assets hold no data. */
  categoryId: number;
  keyboards: number;
  recycler: number;
}

type Attempt = (on: Tried, dice: number) => Promise<unknown>;

const signature = [
  [
    { x: 0.1, y: 0.5 },
    { x: 0.9, y: 0.4 },
  ],
];

async function mediumOf({ client, id }: Tried, dice: number) {
  const { media } = await client.retirement.media({ assetId: id });
  return media[dice % Math.max(1, media.length)];
}

const versionOf = async ({ client, id }: Tried) => (await client.assets.get({ id })).version;
const ended = async ({ desk }: Tried, { jobId }: { jobId: string }) => desk.backend.jobs.ended(jobId);

async function importRow(on: Tried, heads: string, row: string): Promise<void> {
  const imports = importer(on.desk);
  const path = imports.file(`row-${on.tag}.csv`, `${heads}\n${row}\n`);
  await imports.run(await imports.planFor(path, 'assets', 'skip', 'update'));
}

async function throughTheBench(on: Tried, dice: number): Promise<void> {
  const { client, id, desk } = on;
  const today = desk.surroundings.now().slice(0, 10);
  const order = await client.maintenance.createOrder({
    assetId: id,
    title: 'Look at it',
    plannedOn: today,
    assigneeId: null,
    outOfService: true,
  });
  await client.maintenance.start({ id: order.id, version: 1 });
  await client.maintenance.complete({
    id: order.id,
    version: 2,
    result: dice % 2 === 0 ? 'passed' : 'failed',
    minutes: 5,
    cost: null,
    finding: 'Broken',
    reading: null,
    doneOn: today,
  });
}

/** Everything that somebody may do, or try past the application, to bring an asset out of the house or to hide that it holds data. */
export const attempts = {
  decommission: ({ client, id }) =>
    client.retirement.decommission({ assetIds: [id], reason: 'surplus', note: '', despiteDependants: true }),
  'decide to retire': ({ client, id }) =>
    client.retirement.decide({ assetIds: [id], decision: 'retire', reason: 'Too old' }),
  'take back': ({ client, id }) => client.retirement.takeBack({ assetId: id, reason: 'Needed' }),
  'add disk': ({ wiper, id }, dice) =>
    wiper.retirement.addMedium({ assetId: id, type: 'hdd', serial: `D-${id}-${dice}` }),
  'nothing inside': ({ wiper, id }) => wiper.retirement.addMedium({ assetId: id, type: 'none', serial: null }),
  'move disk': async (on, dice) =>
    on.wiper.retirement.moveMedium({
      id: (await mediumOf(on, dice))?.id ?? 0,
      assetId: on.spareId,
      reason: 'Reused',
    }),
  record: async (on, dice) => {
    const medium = await mediumOf(on, dice);
    const fit = medium?.type === 'none' ? 'looked_inside' : dice % 3 === 0 ? 'shred' : 'overwrite';
    await (dice % 2 === 0 ? on.wiper : on.second).retirement.recordSanitisation({
      ...bareProcedure,
      mediumId: medium?.id ?? 0,
      technique: dice % 11 === 0 ? (techniques[dice % techniques.length] ?? fit) : fit,
      verification: dice % 5 === 0 ? 'none' : 'full',
      ...(dice % 7 === 0 ? { result: 'failed' as const, failure: 'Sectors' } : {}),
    });
  },
  'record by scan': ({ wiper, tag }) => wiper.retirement.recordByScan({ ...bareProcedure, code: tag, type: 'hdd' }),
  'read a report': async (on, dice) => {
    const medium = await mediumOf(on, dice);
    const result = dice % 4 === 0 ? 'failed' : 'passed';
    const date = on.desk.surroundings.now();
    const text = `serial,method,result,verification,date,error\n${medium?.serial ?? on.serial},DoD short,${result},full,${date},\n`;
    await on.wiper.retirement.importReport({ text });
  },
  confirm: async ({ second, id }) => {
    const waiting = (await second.retirement.listToWitness()).filter(({ asset }) => asset.id === id);
    for (const each of waiting) await second.retirement.witness({ ids: [each.id] }).catch(() => undefined);
  },
  dispose: ({ client, id }) => client.retirement.dispose({ assetIds: [id], outcome: 'recycled', note: 'Gone' }),
  'hand over a lot': async ({ client, recycler, tag }) => {
    const { id } = await client.retirement.createLot({ supplierId: recycler, outcome: 'destroyed', currency: 'EUR' });
    await client.retirement.addToLot({ id, code: tag });
    const { version } = await client.retirement.getLot({ id });
    await client.retirement.handOverLot({ id, version, carrier: 'Van', receiver: 'Max', signature });
  },
  'set status': ({ client, id }, dice) =>
    client.assets.changeStatus({
      id,
      status: assetStatuses[dice % assetStatuses.length] ?? 'disposed',
      reason: 'Trying',
      despiteDependants: true,
    }),
  refile: async (on) =>
    on.client.assets.update({
      ...bareAsset,
      serial: on.serial,
      categoryId: on.keyboards,
      id: on.id,
      version: await versionOf(on),
    }),
  'category holds no data': async ({ client, categoryId }) => {
    const own = (await client.assets.listCategories()).find((each) => each.id === categoryId);
    if (own === undefined) return;
    const { name, code, parentId, version } = own;
    await client.assets.updateCategory({ id: categoryId, name, code, parentId, version, holdsData: false });
  },
  'merge the category': ({ client, categoryId, keyboards }) =>
    client.assets.mergeCategories({ id: categoryId, intoId: keyboards }),
  'undo the merge': ({ client, categoryId }) => client.assets.undoMerge({ id: categoryId }),
  'edit in bulk': async (on) =>
    ended(
      on,
      await on.client.assets.startBulkEdit({
        ids: [on.id],
        change: [{ field: 'category', text: String(on.keyboards) }],
      }),
    ),
  'import a status': (on) => importRow(on, 'Tag,Status', `${on.tag},disposed`),
  'import another category': (on) => importRow(on, 'Tag,Category', `${on.tag},Keyboard`),
  'undo the import': async (on) => {
    const [last] = await on.client.spreadsheets.listBatches();
    await ended(on, await on.client.spreadsheets.startUndo({ batchId: last?.id ?? 0 }));
  },
  'hand over': ({ client, id, personId }) =>
    client.custody.checkOut({
      assetId: id,
      custodian: { kind: 'person', id: personId },
      dueOn: null,
      condition: null,
      note: null,
    }),
  maintain: throughTheBench,
  'scan at the desk': async ({ client, tag, badge }, dice) => {
    if (dice % 2 === 0) await client.desk.scan({ session: 'A', text: badge });
    await client.desk.scan({ session: 'A', text: tag, confirmed: dice % 3 === 0 });
  },
  'undo at the desk': ({ client }) => client.desk.undo({ session: 'A' }),
  'loosen policy': ({ client }, dice) =>
    client.retirement.saveSanitisationPolicy({
      least: 'clear',
      witness: dice % 2 === 0 ? 'never' : 'always',
      verify: true,
    }),
  'lose and close': async ({ client, id }, dice) => {
    const incident = await client.incidents.declare({ kind: 'lost', assetIds: [id], description: 'Gone' });
    await client.incidents.takeInHand({ id: incident.id, version: 1 });
    const outcome = dice % 2 === 0 ? 'mistaken' : 'written_off';
    await client.incidents.close({ id: incident.id, version: 2, outcome, note: 'Looked into' });
  },
  'update by the table': async ({ desk, id }, dice) => {
    const { sqlite } = openInventoryOf(desk.backend);
    const statements = [
      `UPDATE asset SET status = 'disposed' WHERE id = ${id}`,
      `DELETE FROM medium WHERE asset_id = ${id}`,
      `UPDATE sanitisation SET result = 'passed', failure = '', sufficient = 1 WHERE medium_id IN
        (SELECT id FROM medium WHERE asset_id = ${id})`,
      `UPDATE sanitisation SET needs_witness = 0 WHERE medium_id IN (SELECT id FROM medium WHERE asset_id = ${id})`,
    ];
    sqlite.exec(statements[dice % statements.length] ?? '');
    return Promise.resolve();
  },
} satisfies Record<string, Attempt>;
export type AttemptName = keyof typeof attempts;
