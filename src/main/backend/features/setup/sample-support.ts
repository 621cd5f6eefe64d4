import type { GuideStep, NewTicket } from '#shared/features/support/model.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { comment, openTicket, resolve, saveCategory } from '#backend/features/support/index.ts';

const printing: GuideStep[] = [
  {
    key: '1',
    question: 'Does the printer show a message?',
    answers: [
      { label: 'Yes', next: '2', advice: null },
      { label: 'No', next: '3', advice: null },
    ],
  },
  {
    key: '2',
    question: 'Is it about paper or toner?',
    answers: [
      { label: 'Yes', next: null, advice: 'Refill it; toner lies in the store.' },
      { label: 'No', next: null, advice: 'Note the code and make a work order.' },
    ],
  },
  {
    key: '3',
    question: 'Do other people print on it?',
    answers: [
      { label: 'Yes', next: null, advice: 'Set the queue up again on this computer.' },
      { label: 'No', next: null, advice: 'Switch it off and on, then look at its network plug.' },
    ],
  },
];

const common = { channel: 'phone', placeId: null, personId: null, assigneeId: null } as const;

/** A guide, a ticket that was solved and two that are open, so that likeness and lists have something to show. */
export async function loadSampleSupport(command: CommandContext): Promise<void> {
  const { tx, actor } = command;
  const { id: categoryId } = await saveCategory(command, {
    id: null,
    version: null,
    name: 'Printing',
    guide: printing,
  });
  const printers = await tx
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select('asset.id')
    .where('category.key', '=', 'printer')
    .orderBy('asset.id')
    .limit(2)
    .execute();
  const [first, second] = printers;
  if (!first || !second) return;
  const open = (ticket: Pick<NewTicket, 'title' | 'description' | 'assetId' | 'impact' | 'urgency'>) =>
    openTicket(command, { ...common, categoryId, ...ticket });
  const solved = await open({
    title: 'Printer prints grey stripes',
    description: 'Every page since this morning',
    assetId: first.id,
    impact: 'medium',
    urgency: 'medium',
  });
  const { version } = await tx
    .selectFrom('ticket')
    .select('version')
    .where('id', '=', solved.id)
    .executeTakeFirstOrThrow();
  const words = { resolution: 'Cleaned the drum and shook the toner', hardwareFailure: true, minutes: 20 };
  await resolve(command, { id: solved.id, version, ...words });
  const running = await open({
    title: 'Nobody on the 2nd floor can print',
    description: 'The display is dark.',
    assetId: second.id,
    impact: 'high',
    urgency: 'high',
  });
  const text = 'A technician is on the way.';
  await comment(command, { id: running.id, text, internal: false, minutes: 5 });
  const { personId } = await tx
    .selectFrom('person')
    .select('id as personId')
    .where('archived_at', 'is', null)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  await openTicket(command, {
    ...common,
    categoryId: null,
    title: 'New keyboard wanted',
    description: 'The space bar sticks.',
    channel: 'mail',
    assetId: null,
    personId,
    assigneeId: actor.operatorId,
    impact: 'low',
    urgency: 'low',
  });
}
