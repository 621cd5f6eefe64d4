import { dayOf } from '#backend/kernel/context.ts';
import { actingOperator, noteProgress, queryContext } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readDigest } from './read-reminders.ts';

/** Keeps that the operator was told today, which is no fact about anything, and tells him by the system as well. */
export async function noteDigest(call: Call, { language }: { language: 'en' | 'de' }): Promise<void> {
  const { backend, session } = call;
  const { operatorId } = actingOperator(session);
  const { fresh, overdue, today, ahead, first } = await readDigest(queryContext(call));
  if (!fresh) return;
  const day = dayOf(backend.surroundings.now());
  await noteProgress(backend, 'reminders', (tx) =>
    tx
      .insertInto('reminder_digest')
      .values({ operator_id: operatorId, day })
      .onConflict((conflict) => conflict.column('operator_id').doUpdateSet({ day }))
      .execute(),
  );
  if (overdue + today === 0) return;
  const title = textIn(language, 'reminders.digestTitle', { overdue, today, ahead });
  const body = first.map((row) => [row.label, row.title].filter((part) => part !== '').join(' ')).join('\n');
  await backend.host
    .notify({ title, body })
    .catch((error: unknown) => backend.log.defect(error, { doing: 'notifying of reminders' }));
}
