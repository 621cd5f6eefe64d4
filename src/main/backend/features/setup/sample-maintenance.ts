import type { PlanDetails } from '#shared/features/maintenance/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listCategories } from '#backend/features/assets/index.ts';
import { createOrder, savePlan } from '#backend/features/maintenance/index.ts';

const check = { kind: 'check', expected: null, unit: null, atLeast: null, atMost: null } as const;

/** What every plan of the sample says alike. */
const common = {
  scope: 'category',
  modelId: null,
  assetIds: [] as number[],
  kind: 'calendar',
  meter: null,
  meterEvery: null,
  anchor: 'plan',
  notes: null,
} as const;

/** Plans for printers and servers, one of which is due today, and something that broke and is late. */
export async function loadSampleMaintenance(command: CommandContext): Promise<void> {
  const { tx, now, actor } = command;
  const today = dayOf(now);
  const categories = new Map((await listCategories(tx)).map(({ key, id }) => [key, id]));
  const plans: PlanDetails[] = [
    {
      ...common,
      name: 'Clean the printers',
      categoryId: categories.get('printer') ?? 1,
      rule: 'FREQ=MONTHLY;INTERVAL=3',
      startsOn: today,
      leadDays: 7,
      responsibleId: actor.operatorId,
      outOfService: true,
      tasks: [
        { ...check, title: 'Clean rollers and glass', expected: 'No streaks on a test page' },
        { ...check, title: 'Empty the waste toner box' },
      ],
    },
    {
      ...common,
      name: 'Check the servers',
      categoryId: categories.get('server') ?? 1,
      rule: 'FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO',
      startsOn: today,
      leadDays: 36,
      responsibleId: null,
      outOfService: false,
      tasks: [
        { ...check, title: 'Clean filters and fans' },
        { ...check, kind: 'measure', title: 'Air at the intake', unit: '°C', atLeast: 15, atMost: 27 },
        { ...check, title: 'Both power supplies run', expected: 'Two green lights' },
      ],
    },
  ];
  for (const plan of plans) await savePlan(command, { id: null, version: null, plan });
  const store = await tx
    .selectFrom('asset')
    .select('id')
    .where('category_id', '=', categories.get('nas') ?? 0)
    .executeTakeFirst();
  if (store)
    await createOrder(command, {
      assetId: store.id,
      title: 'Replace the fan that rattles',
      plannedOn: addDays(today, -3),
      assigneeId: actor.operatorId,
      outOfService: true,
    });
}
