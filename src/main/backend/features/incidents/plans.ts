import { dueAfter, planOf, responsePlans, usualPlans } from '#shared/features/incidents/response.ts';
import type { ResponsePlans } from '#shared/features/incidents/response.ts';
import type { IncidentKind } from '#shared/features/incidents/model.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import './response-tables.ts';

export const plansSetting: Setting<ResponsePlans> = {
  key: 'incidents.plans',
  schema: responsePlans,
  initial: usualPlans,
};

export async function savePlans(command: CommandContext, plans: ResponsePlans): Promise<void> {
  await writeSetting(command.tx, plansSetting, plans);
  await command.record({
    event: 'incidents.plansChanged',
    subject: 'setting:incidents.plans',
    data: Object.fromEntries(Object.entries(plans).map(([kind, steps]) => [kind, steps.length])),
  });
  command.changed('incidents');
}

/** The plan of the day becomes the checklist of an incident that is being declared. */
export async function beginResponse(
  { tx, now }: CommandContext,
  { id, kind }: { id: number; kind: IncidentKind },
): Promise<void> {
  const steps = planOf(await readSetting(tx, plansSetting), kind);
  if (steps.length === 0) return;
  await tx
    .insertInto('incident_step')
    .values(
      steps.map(({ usual, title, instruction, contact, hours, notifies }, position) => ({
        incident_id: id,
        position,
        usual,
        title,
        instruction,
        contact,
        notifies: notifies ? (1 as const) : (0 as const),
        due_at: dueAfter(now, hours),
        done_at: null,
        done_by: null,
      })),
    )
    .execute();
}
