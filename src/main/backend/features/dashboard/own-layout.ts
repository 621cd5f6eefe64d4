import * as z from 'zod';
import { onboardingSteps, wholeLayout } from '#shared/features/dashboard/model.ts';
import type { Layout, OnboardingStep } from '#shared/features/dashboard/model.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { noteProgress } from '#backend/kernel/rpc/call.ts';
import type { Backend, QueryContext } from '#backend/kernel/rpc/call.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { hasMailServer } from '#backend/features/reminders/index.ts';
import './tables.ts';

const kept = z.array(z.object({ name: z.string(), hidden: z.boolean() }));

async function ownRow(db: Db, operatorId: number) {
  return db.selectFrom('dashboard_operator').selectAll().where('operator_id', '=', operatorId).executeTakeFirst();
}

/** The tiles as this operator has arranged them. */
export async function readLayout({ reader, actor }: Pick<QueryContext, 'reader' | 'actor'>): Promise<Layout> {
  const layout = (await ownRow(reader, actor.operatorId))?.layout ?? null;
  const parsed = kept.safeParse(layout === null ? [] : JSON.parse(layout));
  return wholeLayout(parsed.data ?? []);
}

/** How an operator likes his page is no fact about anything: it needs no journal entry. */
async function keepOwn(
  backend: Backend,
  operatorId: number,
  own: { layout: string } | { onboarding_dismissed: 0 | 1 },
): Promise<void> {
  await noteProgress(backend, 'dashboard', (tx) =>
    tx
      .insertInto('dashboard_operator')
      .values({ operator_id: operatorId, layout: null, onboarding_dismissed: 0, ...own })
      .onConflict((conflict) => conflict.column('operator_id').doUpdateSet(own))
      .execute(),
  );
}

export async function saveLayout(backend: Backend, operatorId: number, layout: Layout): Promise<void> {
  await keepOwn(backend, operatorId, { layout: JSON.stringify(wholeLayout(layout)) });
}

export async function dismissOnboarding(backend: Backend, operatorId: number, dismissed: boolean): Promise<void> {
  await keepOwn(backend, operatorId, { onboarding_dismissed: dismissed ? 1 : 0 });
}

async function isThere(db: Db, table: 'place' | 'person' | 'asset' | 'label_job'): Promise<boolean> {
  return (await db.selectFrom(table).select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Which steps to a register that is of use are done; each is looked for, none is ticked. */
export async function readOnboarding({ reader, actor }: Pick<QueryContext, 'reader' | 'actor'>) {
  const operators = await reader.selectFrom('operator').select('id').where('active', '=', 1).limit(2).execute();
  const backup = await reader
    .selectFrom('backup_run')
    .select('id')
    .where('kind', '=', 'backup')
    .where('failure', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const done: Readonly<Record<OnboardingStep, boolean>> = {
    organisation: (await readSetting(reader, organisationSetting)).name !== organisationSetting.initial.name,
    places: await isThere(reader, 'place'),
    people: await isThere(reader, 'person'),
    assets: await isThere(reader, 'asset'),
    operators: operators.length > 1,
    labels: await isThere(reader, 'label_job'),
    backups: backup !== undefined,
    mail: await hasMailServer(reader),
  };
  const own = await ownRow(reader, actor.operatorId);
  return {
    steps: onboardingSteps.map((step) => ({ step, done: done[step] })),
    dismissed: own?.onboarding_dismissed === 1,
  };
}
