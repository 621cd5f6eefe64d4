import type { ClockStep } from '#shared/features/application/contract.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { clockStep } from './clock-rules.ts';
import type { ClockReading } from './clock-rules.ts';

const lookEveryMs = 60_000;

/** The last step of each backend since its start. */
const steps = new WeakMap<Backend, ClockStep>();

export function lastClockStep(backend: Backend): ClockStep | null {
  return steps.get(backend) ?? null;
}

/** Compares the clock of this computer with what it said before, as long as the database is open. */
export async function watchClock(backend: Backend): Promise<void> {
  await noteStep(backend, clockStep(await lastEntry(backend), read(backend)));
  let last = read(backend);
  const timer = setInterval(() => {
    const before = last;
    last = read(backend);
    noteStep(backend, clockStep(before, last)).catch((error: unknown) =>
      backend.log.defect(error, { doing: 'watching the clock' }),
    );
  }, lookEveryMs);
  timer.unref();
  backend.closing.push(async () => Promise.resolve(clearInterval(timer)));
}

const read = ({ surroundings }: Backend): ClockReading => ({
  at: surroundings.now(),
  monotonic: surroundings.monotonic(),
});

/** What the clock said at the last entry of the journal; the start that is under way may have written some already. */
async function lastEntry(backend: Backend): Promise<ClockReading | null> {
  const { reader, boot } = openInventoryOf(backend);
  const entry = await reader
    .selectFrom('journal')
    .select('at')
    .where('boot', '<>', boot)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return entry === undefined ? null : { at: entry.at, monotonic: null };
}

/** Due dates, waits and the order of the journal hang on the clock, so that it was moved is a fact of its own. */
async function noteStep(backend: Backend, step: ClockStep | null): Promise<void> {
  if (step === null || !backend.inventory) return;
  steps.set(backend, step);
  await inTransaction(backend, clock, async (command) => {
    await command.record({ event: 'application.clockMoved', subject: 'clock', data: { ...step } });
    command.changed('application');
  });
}
