import type { Backend } from '#backend/kernel/rpc/call.ts';
// Every slice: some follow what happens in others, or refuse it, and from the first command on none may be missing.
import './router.ts';
import { watchClock } from '#backend/features/application/index.ts';
import { stopCutShortEdits } from '#backend/features/assets/index.ts';
import { keepPlan } from '#backend/features/backups/index.ts';
import { connectDevices } from '#backend/features/devices/index.ts';
import { resumePrinting } from '#backend/features/labels/index.ts';
import { raiseDueOrders } from '#backend/features/maintenance/index.ts';
import { keepProposalsInTime } from '#backend/features/procurement/index.ts';
import { discardCutShort } from '#backend/features/reconciliation/index.ts';
import { keepReminders } from '#backend/features/reminders/index.ts';
import { keepReports } from '#backend/features/reports/index.ts';
import { followTrackers } from '#backend/features/tracking/index.ts';
import { resumeImports } from '#backend/features/spreadsheets/index.ts';

/** What happens when the database has been opened: unfinished work goes on, devices are listened to. */
export async function pickUp(backend: Backend): Promise<void> {
  if (!backend.inventory) return;
  await watchClock(backend);
  await stopCutShortEdits(backend);
  await resumeImports(backend);
  await discardCutShort(backend);
  await keepProposalsInTime(backend);
  await resumePrinting(backend);
  await connectDevices(backend);
  await followTrackers(backend);
  await keepPlan(backend);
  await raiseDueOrders(backend);
  await keepReminders(backend);
  await keepReports(backend);
}
