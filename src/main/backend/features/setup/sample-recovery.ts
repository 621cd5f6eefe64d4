import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { recordRun, recordTest, saveItem, savePlan, saveService } from '#backend/features/recovery/index.ts';

const hour = 3_600_000;

/** A service on two servers: its backups, one of which fails, a restore test, and a plan by which it comes back. */
export async function loadSampleRecovery(command: CommandContext): Promise<void> {
  const { tx, now, actor } = command;
  const hoursAgo = (hours: number) => new Date(Date.parse(now) - hours * hour).toISOString();
  const machines = await tx
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select(['asset.id', 'category.key'])
    .where('category.key', 'in', ['server', 'nas'])
    .orderBy('asset.id')
    .execute();
  const servers = machines.filter(({ key }) => key === 'server');
  const store = machines.find(({ key }) => key === 'nas');
  const [server] = servers;
  if (!server || !store) return;
  const { id: serviceId } = await saveService(command, {
    id: null,
    version: null,
    service: { name: 'File shares', notes: '', assetIds: servers.slice(0, 2).map(({ id }) => id) },
  });
  const policy = { destination: 'Tape library, vault B', keepDays: 90, encrypted: true, offSite: true, notes: '' };
  const save = async (
    item: Pick<Parameters<typeof saveItem>[1]['policy'], 'assetId' | 'serviceId' | 'what' | 'aliases'>,
  ) =>
    saveItem(command, {
      id: null,
      version: null,
      policy: { ...policy, ...item, everyHours: 24, testEveryDays: 180, responsibleId: actor.operatorId },
    });
  const shares = await save({ assetId: null, serviceId, what: 'Shares of all departments', aliases: ['FILES'] });
  const images = await save({
    assetId: store.id,
    serviceId: null,
    what: 'Configuration and volumes',
    aliases: ['NAS'],
  });
  for (const hours of [54, 30, 6])
    await recordRun(command, {
      itemId: shares.id,
      endedAt: hoursAgo(hours),
      outcome: 'ok',
      bytes: 812_000_000_000,
      note: '',
    });
  await recordRun(command, {
    itemId: images.id,
    endedAt: hoursAgo(40),
    outcome: 'ok',
    bytes: 96_000_000_000,
    note: '',
  });
  const failed = { outcome: 'failed', bytes: null, note: 'The tape is full' } as const;
  await recordRun(command, { itemId: images.id, endedAt: hoursAgo(16), ...failed });
  const testedOn = now.slice(0, 10);
  const sample = 'Three folders of the finance department';
  await recordTest(command, { itemId: shares.id, testedOn, sample, passed: true, minutes: 35, note: '' });
  await savePlan(command, {
    id: null,
    version: null,
    plan: {
      name: 'File shares come back',
      assetId: null,
      serviceId,
      owner: 'Head of operations',
      rtoMinutes: 240,
      rpoMinutes: 1440,
      drillEveryDays: 180,
      notes: 'Tell the departments first that nobody saves anything until they hear from us.',
      contacts: [
        {
          name: 'Facility management',
          role: 'Opens the vault',
          phone: '+49 30 5550 112',
          email: 'facility@example.org',
        },
        { name: 'Tape service', role: 'Brings the tapes', phone: '+49 30 5550 300', email: '' },
      ],
      steps: [
        {
          title: 'Fetch the tapes',
          instructions: 'Vault B, shelf of the last full week.',
          owner: 'Desk',
          targetMinutes: 30,
        },
        { title: 'Start the spare server', instructions: '', owner: '', targetMinutes: 20 },
        {
          title: 'Restore the shares',
          instructions: 'The newest full backup, then each day after it.',
          owner: '',
          targetMinutes: 120,
        },
        {
          title: 'Check and let people in',
          instructions: 'Open one file of each department.',
          owner: 'Desk',
          targetMinutes: 15,
        },
      ],
    },
  });
}
